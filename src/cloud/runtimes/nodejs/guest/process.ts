import { builtIn } from './built-ins.ts';
import { door, parse } from './door.ts';
import { define } from './globals.ts';
import { library } from './library.ts';

type Callback = (...args: unknown[]) => void;
interface Emitter {
  emit(name: string, ...args: unknown[]): boolean;
  [name: string]: unknown;
}

let startedAt = 0;
const elapsedMs = () => door.now() - startedAt;
let cwd = '/var/task';

const missing = (name: string) => () => {
  throw new Error(`process.${name} is not available in this simulator`);
};

/** Nanoseconds since some time in the past, as a pair or a bigint. */
const hrtime = Object.assign(
  (before?: [number, number]): [number, number] => {
    const now = BigInt(Math.round(elapsedMs() * 1e6)) + 1_000_000_000n;
    const since = before ? now - (BigInt(before[0]) * 1_000_000_000n + BigInt(before[1])) : now;
    return [Number(since / 1_000_000_000n), Number(since % 1_000_000_000n)];
  },
  { bigint: () => BigInt(Math.round(elapsedMs() * 1e6)) + 1_000_000_000n },
);

function memoryUsage() {
  const { heap } = JSON.parse(door.memory()) as { heap: number };
  const rss = 67 * 2 ** 20 + heap;
  return {
    rss,
    heapTotal: 8 * 2 ** 20 + heap,
    heapUsed: 6 * 2 ** 20 + heap,
    external: 2 ** 21,
    arrayBuffers: 2 ** 14,
  };
}

/** What is written to standard output becomes an event of the log at each end of a line. */
function output(fd: number) {
  const { Writable } = library('stream') as { Writable: new (options: object) => object };
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding: string, done: () => void) {
      door.log(String(chunk).replace(/\n$/, ''));
      done();
    },
  });
  return Object.assign(stream, { fd, isTTY: false, _type: 'pipe' });
}

const versions = () => (JSON.parse(door.libraryData()) as { versions: Record<string, string> }).versions;

const env: Record<string, string | undefined> = {};
/** What is written into the environment of a process becomes text. */
const texts = new Proxy(env, {
  set: (variables, name, value) => Reflect.set(variables, name, `${value}`),
});
const memorySize = () => Number(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE) * 2 ** 20;

const own = {
  title: 'node',
  argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
  argv0: 'node',
  execArgv: [] as string[],
  execPath: '/var/lang/bin/node',
  env: texts,
  arch: 'x64',
  platform: 'linux',
  pid: 2,
  ppid: 1,
  exitCode: undefined as number | undefined,
  release: { name: 'node', lts: 'Krypton' },
  features: {
    inspector: false,
    debug: false,
    uv: true,
    ipv6: true,
    tls: true,
    typescript: false,
    require_module: true,
  },
  config: { target_defaults: {}, variables: {} },
  cwd: () => cwd,
  chdir(path: string) {
    const { realpathSync, statSync } = library('fs') as typeof import('node:fs');
    if (!statSync(path).isDirectory()) throw new Error(`ENOTDIR: not a directory, chdir ${cwd} -> '${path}'`);
    cwd = realpathSync(path);
  },
  umask: () => 0o22,
  getuid: () => 993,
  geteuid: () => 993,
  getgid: () => 990,
  getegid: () => 990,
  getgroups: () => [990],
  hrtime,
  uptime: () => elapsedMs() / 1000,
  memoryUsage: Object.assign(memoryUsage, { rss: () => memoryUsage().rss }),
  constrainedMemory: memorySize,
  availableMemory: () => memorySize() - memoryUsage().rss,
  cpuUsage: () => ({ user: Math.round(elapsedMs() * 1000), system: 0 }),
  resourceUsage: () => ({
    userCPUTime: Math.round(elapsedMs() * 1000),
    systemCPUTime: 0,
    maxRSS: Math.round(memoryUsage().rss / 1024),
  }),
  nextTick: (callback: Callback, ...args: unknown[]) => void Promise.resolve().then(() => callback(...args)),
  exit,
  reallyExit: (code = 0) => exit(code),
  emitWarning(warning: unknown, options?: string | { type?: string; code?: string }, code?: string) {
    const { type = 'Warning', code: given = code } =
      typeof options === 'object' ? options : { type: options };
    const label = given ? `[${given}] ` : '';
    const text = warning instanceof Error ? String(warning) : `${type}: ${String(warning)}`;
    door.log(`(node:2) ${label}${text}`);
  },
  getBuiltinModule(name: string) {
    try {
      return builtIn(String(name).replace(/^node:/, ''));
    } catch {
      return undefined;
    }
  },
  binding: missing('binding'),
  dlopen: missing('dlopen'),
  kill: missing('kill'),
  abort: missing('abort'),
  permission: undefined,
};

function exit(code: unknown): never {
  const status = Number(code ?? own.exitCode ?? 0);
  target.emit?.('exit', status);
  door.exit(status);
  for (;;);
}

/** `process` is an EventEmitter; that is loaded when somebody listens. */
const EMITTER =
  'on once off emit addListener removeListener removeAllListeners prependListener prependOnceListener listeners rawListeners ' +
  'listenerCount eventNames setMaxListeners getMaxListeners';

const target = own as unknown as Emitter;
function becomeEmitter() {
  const EventEmitter = library('events') as { prototype: object; init: () => void } & {
    call(self: unknown): void;
  };
  for (const name of EMITTER.split(' ')) delete target[name];
  Object.setPrototypeOf(target, Object.create(EventEmitter.prototype));
  EventEmitter.call(target);
}
for (const name of EMITTER.split(' '))
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: false,
    get() {
      if (name === 'emit') return undefined;
      becomeEmitter();
      return target[name];
    },
    set(value) {
      Object.defineProperty(target, name, { value, writable: true, configurable: true });
    },
  });

function later(name: string, make: () => unknown) {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true });
      return value;
    },
  });
}
later('versions', versions);
later('version', () => `v${versions().node}`);
later('stdout', () => output(1));
later('stderr', () => output(2));
later('stdin', () => {
  const { Readable } = library('stream') as { Readable: { from(parts: unknown[]): object } };
  return Object.assign(Readable.from([]), { fd: 0, isTTY: false });
});
Object.defineProperty(target, Symbol.toStringTag, { value: 'process', configurable: true });

define('process', own);

/** SIGTERM: it runs what listens to it, or ends. */
export function terminate(): void {
  if (!target.emit?.('SIGTERM', 'SIGTERM', 15)) door.exit(143);
}

/** The variables and the start of this process. */
export function openProcess(): void {
  startedAt = door.now();
  Object.assign(env, parse(door.variables()));
}

/** When nothing is left to wait for, those who listen may begin something new; if none does, `end` comes. */
export function whenEventLoopEmpties(end: () => void): void {
  door.whenIdle(() => {
    // Nobody listens as long as there is none.
    target.emit?.('beforeExit', Number(own.exitCode ?? 0));
    door.whenIdle(end);
  });
}
