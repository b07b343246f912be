/** What a line of curl asks for. */
export interface CurlOptions {
  url: string | undefined;
  method: string | undefined;
  headers: string[];
  /** Parts of the body; of what is read from a file `lines` are joined, unless it is to be sent as it is. */
  data: { text: string; from: 'text' | 'file' | 'file as it is' }[];
  upload: string | undefined;
  output: string | undefined;
  dumpHeader: string | undefined;
  writeOut: string | undefined;
  maxTimeMs: number | undefined;
  connectTimeoutMs: number | undefined;
  silent: boolean;
  showError: boolean;
  include: boolean;
  head: boolean;
  verbose: boolean;
  fail: boolean;
  failWithBody: boolean;
}

/** curl's own complaint, without its `curl: `. */
export class UsageError extends Error {}

type Flag = 'silent' | 'showError' | 'include' | 'head' | 'verbose' | 'fail' | 'failWithBody' | 'nothing';

/** Those that make no difference here, such as following redirects, are `nothing`. */
const FLAGS: Readonly<Record<string, Flag>> = {
  s: 'silent',
  silent: 'silent',
  S: 'showError',
  'show-error': 'showError',
  i: 'include',
  include: 'include',
  'show-headers': 'include',
  I: 'head',
  head: 'head',
  v: 'verbose',
  verbose: 'verbose',
  f: 'fail',
  fail: 'fail',
  'fail-with-body': 'failWithBody',
  L: 'nothing',
  location: 'nothing',
  k: 'nothing',
  insecure: 'nothing',
  N: 'nothing',
  'no-buffer': 'nothing',
  'http1.1': 'nothing',
  4: 'nothing',
  ipv4: 'nothing',
  compressed: 'nothing',
  g: 'nothing',
  globoff: 'nothing',
};

const seconds = (name: string, value: string) => {
  if (!/^\d*\.?\d+$/.test(value))
    throw new UsageError(`option ${name}: expected a proper numerical parameter`);
  return Number(value) * 1000;
};

const data = (value: string, asItIs = false): CurlOptions['data'][number] =>
  value.startsWith('@')
    ? { text: value.slice(1), from: asItIs ? 'file as it is' : 'file' }
    : { text: value, from: 'text' };

/** Options with a value: by all their names, what they do with it. */
const VALUES: readonly [names: string[], (options: CurlOptions, value: string, name: string) => void][] = [
  [['X', 'request'], (options, value) => (options.method = value)],
  [['H', 'header'], (options, value) => options.headers.push(value)],
  [['d', 'data', 'data-ascii'], (options, value) => options.data.push(data(value))],
  [['data-raw'], (options, value) => options.data.push({ text: value, from: 'text' })],
  [['data-binary'], (options, value) => options.data.push(data(value, true))],
  [
    ['json'],
    (options, value) => {
      options.data.push(data(value, true));
      options.headers.push('Content-Type: application/json', 'Accept: application/json');
    },
  ],
  [['T', 'upload-file'], (options, value) => (options.upload = value)],
  [['o', 'output'], (options, value) => (options.output = value)],
  [['D', 'dump-header'], (options, value) => (options.dumpHeader = value)],
  [['w', 'write-out'], (options, value) => (options.writeOut = value)],
  [['A', 'user-agent'], (options, value) => options.headers.push(`User-Agent: ${value}`)],
  [['url'], (options, value) => (options.url = value)],
  [['m', 'max-time'], (options, value, name) => (options.maxTimeMs = seconds(name, value))],
  [['connect-timeout'], (options, value, name) => (options.connectTimeoutMs = seconds(name, value))],
  [['noproxy', 'retry', 'retry-delay'], () => undefined],
];
const VALUE_OPTIONS = new Map(VALUES.flatMap(([names, take]) => names.map((name) => [name, take] as const)));

/** @throws UsageError when curl would not understand the line */
export function readOptions(args: readonly string[]): CurlOptions {
  const options: CurlOptions = {
    url: undefined,
    method: undefined,
    headers: [],
    data: [],
    upload: undefined,
    output: undefined,
    dumpHeader: undefined,
    writeOut: undefined,
    maxTimeMs: undefined,
    connectTimeoutMs: undefined,
    silent: false,
    showError: false,
    include: false,
    head: false,
    verbose: false,
    fail: false,
    failWithBody: false,
  };
  const rest = [...args];
  const flag = (name: string) => {
    const known = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
    if (known && known !== 'nothing') options[known] = true;
    return known !== undefined;
  };
  const value = (arg: string, attached?: string) => {
    const given = attached ?? rest.shift();
    if (given === undefined) throw new UsageError(`option ${arg}: requires parameter`);
    return given;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (!arg.startsWith('-') || arg === '-') options.url ??= arg;
    else if (arg === '--') options.url ??= rest.shift();
    else if (arg.startsWith('--')) {
      const take = VALUE_OPTIONS.get(arg.slice(2));
      if (take) take(options, value(arg), arg);
      else if (!flag(arg.slice(2))) throw new UsageError(`option ${arg}: is unknown`);
    } else
      for (let at = 1; at < arg.length; at += 1) {
        const take = VALUE_OPTIONS.get(arg[at]!);
        if (take) {
          take(options, value(arg, arg.slice(at + 1) || undefined), arg);
          break;
        }
        if (!flag(arg[at]!)) throw new UsageError(`option ${arg}: is unknown`);
      }
  }
  return options;
}
