import type { ResolvedCommandContext } from 'just-bash/browser';
import type { RuntimeApiResponse } from '../../../environment/runtime-api.ts';
import type { ProcessHost } from '../../../environment/runtime-process.ts';
import { bytesOf, charactersOf } from '../bytes.ts';
import type { Strands } from '../strands.ts';
import { type CurlOptions, readOptions, UsageError } from './options.ts';
import { progressMeter } from './progress.ts';
import { writeOut } from './write-out.ts';

/** The version in Amazon Linux 2023. */
const USER_AGENT = 'curl/8.11.1';
const SIGTERM_STATUS = 143;
/** How long it takes to learn that a name is unknown where there is no network, ms (modelled). */
const RESOLVE_MS = 5;
/** After so long Linux gives up on an address that does not answer. */
const CONNECT_TIMEOUT_MS = 131_000;

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
};

interface Result {
  stdout: string;
  stderr: string;
  exitCode: number;
  stdoutKind: 'bytes';
}

/** It ended with an error of curl's own. */
class CurlError extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** curl as far as programs on Lambda need it: it reaches what listens in the environment, and no other address. */
export async function curl(
  args: readonly string[],
  context: ResolvedCommandContext,
  host: ProcessHost,
  strands: Strands,
): Promise<Result> {
  const ended = (exitCode: number, stderr: string, stdout = ''): Result => ({
    stdout,
    stderr,
    exitCode,
    stdoutKind: 'bytes',
  });
  let options: CurlOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return ended(
      2,
      `curl: ${error.message}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`,
    );
  }
  const { silent, showError, verbose } = options;
  const say = (message: string) => (silent && !showError ? '' : `curl: ${message}\n`);
  try {
    const startedAt = host.now();
    const target = targetOf(options.url);
    const body = await bodyOf(options, context);
    const request = requestOf(options, target, body);
    const response = await send(request, target, options, host, strands, context.signal);
    if (response === undefined) return ended(SIGTERM_STATUS, '');
    const elapsedMs = host.now() - startedAt;
    const head = headOf(response, host.now());
    const failed = (options.fail || options.failWithBody) && response.status >= 400;
    const received = charactersOf(new TextEncoder().encode(options.head ? '' : response.body));
    const shown = failed && !options.failWithBody ? '' : received;
    if (options.dumpHeader !== undefined && options.dumpHeader !== '-')
      await save(context, options.dumpHeader, head).catch(() => {
        throw new CurlError(23, 'Failure writing output to destination');
      });
    const dumped = options.dumpHeader === '-' ? head : '';
    const printed = (options.include || options.head ? head : '') + shown;
    const toFile = options.output !== undefined && options.output !== '-';
    if (toFile && printed !== '')
      await save(context, options.output!, printed).catch(() => {
        throw new CurlError(23, 'Failure writing output to destination');
      });
    const told = verbose ? told_(request, target, head) : '';
    const meter = silent ? '' : progressMeter(received.length, body?.length ?? 0, elapsedMs);
    const exitCode = failed ? 22 : 0;
    const message = failed ? say(`(22) The requested URL returned error: ${response.status}`) : '';
    const written =
      options.writeOut === undefined
        ? ''
        : writeOut(options.writeOut, {
            response,
            url: target.url,
            method: request.method,
            downloaded: shown.length,
            uploaded: body?.length ?? 0,
            headerBytes: head.length,
            elapsedMs,
            exitCode,
          });
    return ended(exitCode, told + meter + message, dumped + (toFile ? '' : printed) + written);
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    return ended(error.exitCode, say(`(${error.exitCode}) ${error.message}`));
  }
}

interface Target {
  url: string;
  host: string;
  port: string;
  path: string;
}

function targetOf(url: string | undefined): Target {
  if (url === undefined || url === '') throw new CurlError(2, 'no URL specified');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    throw new CurlError(1, `Protocol "${scheme}" not supported`);
  const whole = scheme ? url : `http://${url}`;
  let parsed: URL;
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what curl refuses in a URL.
    if (/[\x00-\x20]/.test(whole)) throw new TypeError();
    parsed = new URL(whole);
  } catch {
    throw new CurlError(3, 'URL rejected: Malformed input to a URL function');
  }
  return {
    url: whole,
    host: parsed.hostname,
    port: parsed.port || (scheme === 'https' ? '443' : '80'),
    path: parsed.pathname + parsed.search,
  };
}

/** What is sent, one character a byte; undefined for a request without a body. */
async function bodyOf(
  { data, upload }: CurlOptions,
  { fs, cwd, stdin }: ResolvedCommandContext,
): Promise<string | undefined> {
  const read = async (path: string) => {
    if (path === '-') return String(stdin);
    try {
      return charactersOf(await fs.readFileBuffer(fs.resolvePath(cwd, path)));
    } catch {
      throw new CurlError(26, `Failed to open ${path}`);
    }
  };
  if (upload !== undefined) return read(upload);
  if (data.length === 0) return undefined;
  const parts: string[] = [];
  for (const { text, from } of data) {
    if (from === 'text') parts.push(charactersOf(bytesOf(text)));
    else {
      const content = await read(text);
      parts.push(from === 'file' ? content.replace(/[\r\n\0]/g, '') : content);
    }
  }
  return parts.join('&');
}

interface Request {
  method: string;
  headers: [name: string, value: string][];
  body: string;
}

function requestOf(options: CurlOptions, { host, port }: Target, body: string | undefined): Request {
  const { method, head, upload, data } = options;
  const headers: Request['headers'] = [
    ['Host', port === '80' ? host : `${host}:${port}`],
    ['User-Agent', USER_AGENT],
    ['Accept', '*/*'],
  ];
  if (body !== undefined) headers.push(['Content-Length', String(body.length)]);
  if (data.length > 0) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  for (const header of options.headers) {
    const [, name, separator, value] = /^([^:;]*)([:;]?)\s*(.*)$/s.exec(header) ?? [];
    if (!name || !separator) continue;
    const known = headers.findIndex(([other]) => other.toLowerCase() === name.toLowerCase());
    if (known >= 0) headers.splice(known, 1);
    // `Name:` takes a header away, `Name;` sends it empty.
    if (value || separator === ';') headers.push([name, value ?? '']);
  }
  const usual = head ? 'HEAD' : upload !== undefined ? 'PUT' : body === undefined ? 'GET' : 'POST';
  return {
    method: method ?? usual,
    headers,
    body: new TextDecoder().decode(bytesOf(body ?? '', 'binary')),
  };
}

/** The answer; undefined when a signal ended it. */
async function send(
  { method, headers, body }: Request,
  { host: name, port, path }: Target,
  { maxTimeMs, connectTimeoutMs }: CurlOptions,
  host: ProcessHost,
  strands: Strands,
  signal: AbortSignal | undefined,
): Promise<RuntimeApiResponse | undefined> {
  const pass = (ms: number) =>
    strands.wait<true>((resume) => {
      const timer = host.startTimer(ms, () => resume(true));
      return () => timer.cancel();
    }, signal);
  const couldNotConnect = (ms: number) =>
    new CurlError(7, `Failed to connect to ${name} port ${port} after ${ms} ms: Could not connect to server`);
  const isRuntimeApi = `${name}:${port}` === host.variables.AWS_LAMBDA_RUNTIME_API;
  const isLocal = /^(localhost|127\..*|sandbox(\.localdomain)?)$/.test(name);
  if (!isRuntimeApi && !isLocal) {
    if (name === host.variables.AWS_LAMBDA_RUNTIME_API?.split(':')[0]) throw couldNotConnect(0);
    if (!/^[\d.]+$/.test(name)) {
      if (!(await pass(RESOLVE_MS))) return undefined;
      throw new CurlError(6, `Could not resolve host: ${name}`);
    }
    const limitMs = Math.min(maxTimeMs ?? CONNECT_TIMEOUT_MS, connectTimeoutMs ?? CONNECT_TIMEOUT_MS);
    if (!(await pass(limitMs))) return undefined;
    if (limitMs === CONNECT_TIMEOUT_MS) throw couldNotConnect(limitMs);
    throw new CurlError(28, `Connection timed out after ${Math.round(limitMs)} milliseconds`);
  }
  const answered = await strands.wait<RuntimeApiResponse | 'late' | 'refused'>((resume) => {
    const timer = maxTimeMs === undefined ? undefined : host.startTimer(maxTimeMs, () => resume('late'));
    const lowerCase = headers.map(([header, value]) => [header.toLowerCase(), value] as const);
    const request = { method, path, headers: Object.fromEntries(lowerCase), body };
    const take = (response: RuntimeApiResponse | 'refused') => {
      timer?.cancel();
      return resume(response);
    };
    if (isRuntimeApi) host.runtimeApi(request, take);
    else if (!host.callLocal?.(Number(port), request, take)) take('refused');
    return () => timer?.cancel();
  }, signal);
  if (answered === 'refused') throw couldNotConnect(0);
  if (answered !== 'late') return answered;
  throw new CurlError(
    28,
    `Operation timed out after ${Math.round(maxTimeMs!)} milliseconds with 0 bytes received`,
  );
}

/** Header names as Lambda writes them: `Lambda-Runtime-Aws-Request-Id`. */
const asWritten = (name: string) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

function headOf({ status, headers, body }: RuntimeApiResponse, now: number): string {
  const lines = Object.entries(headers).map(([name, value]) => `${asWritten(name)}: ${value}`);
  const length = new TextEncoder().encode(body).length;
  return [
    `HTTP/1.1 ${status} ${STATUS_TEXTS[status] ?? ''}`,
    ...lines,
    `Date: ${new Date(now).toUTCString()}`,
    `Content-Length: ${length}`,
    '',
    '',
  ].join('\r\n');
}

const told_ = ({ method, headers }: Request, { host, port, path }: Target, head: string) =>
  [
    `*   Trying ${host}:${port}...`,
    `* Connected to ${host} (${host}) port ${port}`,
    `> ${method} ${path} HTTP/1.1`,
    ...headers.map(([name, value]) => `> ${name}: ${value}`),
    '> ',
    ...head
      .split('\r\n')
      .slice(0, -1)
      .map((line) => `< ${line}`),
    `* Connection #0 to host ${host} left intact`,
    '',
  ].join('\n');

async function save({ fs, cwd }: ResolvedCommandContext, path: string, content: string): Promise<void> {
  await fs.writeFile(fs.resolvePath(cwd, path), content, 'binary');
}
