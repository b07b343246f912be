import type { CloudResponse } from '../http.ts';
import type { ServiceRequest } from '../services/services.ts';
import type { FileSystem } from './file-system.ts';
import type { Descriptors } from './files/descriptors.ts';
import type { Listening } from './local-network.ts';
import type { NativeWork } from './meter.ts';
import type { RuntimeApiRequest, RuntimeApiResponse } from './runtime-api.ts';

/** Why a process ended: an exit status, the signal that killed it, or that it could not be started at all. */
export type Exit =
  | { kind: 'status'; code: number }
  | { kind: 'killed' }
  | { kind: 'not-started'; errorType: string; message: string };

/** Of work that goes on until the program waits for something again; a promise where the interpreter takes its time on the host. */
export type Working = void | Promise<void>;

/** What a service answers, and how long that takes (modelled). */
export interface ServiceAnswer {
  response: CloudResponse;
  latencyMs: number;
}

/** All that a runtime's process can reach: its environment, and through the Runtime API everything else. */
export interface ProcessHost {
  readonly variables: Readonly<Record<string, string>>;
  /** Folders of code, where they are not those of a function. */
  readonly codeFolders?: readonly string[];
  /** The files of the environment, and those that this process has open. */
  readonly files: FileSystem;
  readonly descriptors: Descriptors;
  /** Virtual time in ms since 1970, running ahead with the work of the turn. */
  now(): number;
  random(): number;
  /** One tick of work, `cpuMs` of it on a whole vCPU. True when the interpreter must stop at once. */
  tick(cpuMs?: number): boolean;
  /** Lets time pass in which the process only waits. True when it must stop at once. */
  wait(ms: number): boolean;
  /** Counts work of native code on so many bytes, or so many turns of a loop; true means: leave it undone, the process is about to be stopped. */
  native(kind: NativeWork, bytes: number): boolean;
  /** What happens between these two takes no real time of the process: the simulator does it for itself. */
  ownWorkBegins(): void;
  ownWorkEnds(): void;
  /** Counts one call on the file system. */
  fileCall(): void;
  /** A call to `http://${AWS_LAMBDA_RUNTIME_API}`; `respond` goes on with the program, and may be called within this call or long after it. */
  runtimeApi(request: RuntimeApiRequest, respond: (response: RuntimeApiResponse) => Working): void;
  /** Takes requests that come to a port of the environment, where it has ports; undefined when the port is taken. */
  listen?(
    port: number,
    serve: (request: RuntimeApiRequest, respond: (response: RuntimeApiResponse) => void) => Working,
  ): Listening | undefined;
  /** A call to `localhost`; false when nothing listens on the port. */
  callLocal?(
    port: number,
    request: RuntimeApiRequest,
    respond: (response: RuntimeApiResponse) => Working,
  ): boolean;
  /**
   * Asks a service of the account, under the function's role. The answer is there at once, and nothing has waited: the process is
   * to let `latencyMs` (modelled) pass. Undefined when no service has that host, as in a closed network.
   */
  callService(request: Omit<ServiceRequest, 'role'>): ServiceAnswer | undefined;
  /** In place of `callService`, where answers come from outside of virtual time. */
  callLater?(
    request: Omit<ServiceRequest, 'role'>,
    respond: (answer: ServiceAnswer | undefined) => void,
  ): void;
  /** One event of the log: what a write to standard output becomes. */
  log(text: string): void;
  /** In place of `log`, where there is a terminal for standard output (1) and error (2). */
  print?(fd: 1 | 2, bytes: Uint8Array): void;
  /** Runs `fire` after `delayMs` of virtual time in which the environment is not frozen. */
  startTimer(delayMs: number, fire: () => Working): { cancel(): void };
  exit(exit: Exit): void;
}

/**
 * What one module of the function's code holds between invocations, or `globalThis`. Values are told in one line each;
 * of functions there are the names alone.
 */
export interface ModuleState {
  path: string;
  values: readonly { name: string; text: string }[];
  functions: readonly string[];
  /** How many names are left out. */
  more: number;
}

/** A runtime's program in its execution environment. */
export interface RuntimeProcess {
  /** Runs the program until it waits. */
  start(): Working;
  /** Sends it SIGTERM: it runs what it has set up for that, or ends. One that cannot be told has none. */
  terminate?(): Working;
  /** Makes it ready to go on when it was put aside while it waited; to be awaited before every event. */
  resume?(): Promise<void>;
  /** Bytes that the program has allocated since it was ready to load the function's code. */
  heapGrowth(): number;
  /** What its modules hold; reading leaves no trace in it. Undefined when it cannot be looked at, such as for its size. */
  moduleState(): Promise<readonly ModuleState[] | undefined>;
  /** All that it is, while it waits for its restore; undefined where the runtime has no SnapStart. Another process can begin with it. */
  snapshot?(): object;
  kill(): void;
}

/** Makes a process ready to start; `memoryBytes` is what it may allocate, `from` the snapshot of another one that it begins with. */
export type SpawnRuntime = (host: ProcessHost, memoryBytes: number, from?: object) => Promise<RuntimeProcess>;
