import type { NodejsEngine } from '../../cloud/engines.ts';
import { createFileSystem } from '../../cloud/environment/file-system.ts';
import { createDescriptors } from '../../cloud/environment/files/descriptors.ts';
import { unpack } from '../../cloud/environment/files/tree.ts';
import type { ProcessHost, ServiceAnswer } from '../../cloud/environment/runtime-process.ts';
import type { CloudRequest, CloudResponse } from '../../cloud/http.ts';
import { spawnNodejs } from '../../cloud/runtimes/nodejs/process.ts';
import { entriesOf, type HomeEntry, homeFolder } from './home.ts';

/** What scripts run on and speak to. */
export interface ScriptHost {
  engine(): Promise<NodejsEngine>;
  /** Carries a request of a script's SDK to the simulated account. */
  send(request: CloudRequest): Promise<CloudResponse>;
  /** Lets so much time of the account pass: a script that waits does not wait for real. */
  advance(ms: number): Promise<void>;
}

export interface Script {
  /** The absolute path. */
  path: string;
  /** What follows in `process.argv` after the program. */
  argv: readonly string[];
  cwd: string;
  variables: Readonly<Record<string, string>>;
  home: readonly HomeEntry[];
  signal: AbortSignal | undefined;
  write(stream: 'stdout' | 'stderr', text: string): void;
}

const MEMORY_BYTES = 256 * 1024 * 1024;
/** Real milliseconds for which a script may compute without a pause: until then nothing else can be heard. */
const LONGEST_TURN_MS = 5_000;
const STOPPED = 130;
const HOSTS = /^(lambda|s3|.*\.s3)\.[a-z0-9-]+\.amazonaws\.com$/;

/** What the client finds where AWS has its credentials. */
const CREDENTIALS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIDSIMULATOR',
  AWS_SECRET_ACCESS_KEY: 'simulated',
};

function toCloudRequest(
  {
    method,
    path,
    headers,
    body,
  }: { method: string; path: string; headers: Record<string, string>; body: Uint8Array },
  host: string,
): CloudRequest {
  const { pathname, searchParams } = new URL(path, 'https://host');
  return {
    method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    queryLists: Object.fromEntries(
      [...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key)]),
    ),
    headers: { ...headers, host },
    body,
  };
}

/** Runs a script to its end, in a machine of its own; `home` is how it leaves the files. */
export async function runScript(
  { engine, send, advance }: ScriptHost,
  { path, argv, cwd, variables, home, signal, write }: Script,
): Promise<{ exitCode: number; home: HomeEntry[] }> {
  const startedAt = Date.now();
  const volume = { device: 1, readOnly: true, used: 0, capacity: 0, entries: 0 };
  const files = createFileSystem({
    task: unpack([], volume, 1_000, startedAt),
    opt: unpack([], volume, 2_000, startedAt),
    ephemeralStorage: MEMORY_BYTES,
    now: Date.now,
  });
  const homeNode = homeFolder(home, startedAt);
  const root = files.stat('/');
  if (root.kind === 'directory') root.entries.set('home', homeNode);

  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const own = createDescriptors(files);
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const STREAMS = { 1: 'stdout', 2: 'stderr' } as const;

  let now = startedAt;
  let turnBegan = performance.now();
  let unanswered = 0;
  const timers = new Set<{ at: number; fire(): void }>();
  let exited = false;

  const tooLong = () => {
    if (performance.now() - turnBegan < LONGEST_TURN_MS) return false;
    write(
      'stderr',
      `node: stopped: the script computed for ${LONGEST_TURN_MS / 1000} seconds without a pause\n`,
    );
    end(STOPPED);
    return true;
  };
  const turn = (work: () => void) => {
    turnBegan = performance.now();
    work();
  };
  /** With nothing on its way, time goes on to the next timer. */
  async function proceed() {
    while (unanswered === 0 && !exited) {
      const [next] = [...timers].sort((one, other) => one.at - other.at);
      if (!next) return;
      await advance(Math.max(0, next.at - now));
      if (!timers.delete(next)) continue;
      now = Math.max(now, next.at);
      turn(next.fire);
    }
  }

  const host: ProcessHost = {
    variables: { ...CREDENTIALS, ...variables },
    codeFolders: ['/home'],
    files,
    descriptors: own,
    print: (fd, bytes) => write(STREAMS[fd], decoders[STREAMS[fd]].decode(bytes, { stream: true })),
    now: () => now,
    random: Math.random,
    tick: tooLong,
    native: tooLong,
    wait: () => false,
    ownWorkBegins() {},
    ownWorkEnds() {},
    fileCall() {},
    runtimeApi() {},
    callService: () => undefined,
    callLater({ host: name, ...request }, respond) {
      if (!HOSTS.test(name)) return respond(undefined);
      unanswered += 1;
      const arrive = (answer: ServiceAnswer | undefined) => {
        unanswered -= 1;
        turn(() => respond(answer));
        return proceed();
      };
      send(toCloudRequest(request, name)).then(
        (response) => arrive({ response, latencyMs: 0 }),
        () => arrive(undefined),
      );
    },
    log: (text) => write('stderr', `${text}\n`),
    startTimer(delayMs, fire) {
      const timer = { at: now + delayMs, fire };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    exit: (reason) => end(reason.kind === 'status' ? reason.code : 137),
  };
  const program = { path, argv: ['/usr/bin/node', ...argv], cwd };
  const process = await spawnNodejs(await engine(), host, MEMORY_BYTES, program);
  const stop = () => end(STOPPED);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  else {
    turn(process.start);
    void proceed();
  }
  const exitCode = await ended;
  exited = true;
  signal?.removeEventListener('abort', stop);
  process.kill();
  own.closeAll();
  return { exitCode, home: entriesOf(homeNode, '/home') };
}
