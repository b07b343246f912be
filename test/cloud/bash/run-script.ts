import { createFileSystem, type FileSystem } from '../../../src/cloud/environment/file-system.ts';
import { createDescriptors } from '../../../src/cloud/environment/files/descriptors.ts';
import { unpack } from '../../../src/cloud/environment/files/tree.ts';
import { createMeter } from '../../../src/cloud/environment/meter.ts';
import type { RuntimeApiRequest, RuntimeApiResponse } from '../../../src/cloud/environment/runtime-api.ts';
import type {
  Exit,
  ProcessHost,
  RuntimeProcess,
  Working,
} from '../../../src/cloud/environment/runtime-process.ts';
import { spawnBash } from '../../../src/cloud/runtimes/bash/process.ts';
import { hostSettings } from '../../../src/host/cloud.ts';

const engine = hostSettings().engines.bash();
const STARTS_AT = Date.UTC(2026, 10, 23, 10, 40);
const API = '169.254.100.1:9001';

interface Options {
  /** Files of `/var/task` and `/opt`; what begins with a shebang can be executed. */
  task?: Record<string, string>;
  opt?: Record<string, string>;
  variables?: Record<string, string>;
  memoryMB?: number;
  ephemeralStorage?: number;
  timeoutMs?: number;
}

interface Asked {
  request: RuntimeApiRequest;
  at: number;
  respond(response: Partial<RuntimeApiResponse>): Promise<void>;
}

/** A script in an environment of its own, on a clock that moves when the test says so. */
export interface RunningScript {
  log: string[];
  /** What it asked of the Runtime API and has no answer to as yet; all that it asked. */
  held: Asked[];
  asked: RuntimeApiRequest[];
  exit(): Exit | undefined;
  stopped(): 'deadline' | 'skipped-ahead' | undefined;
  now(): number;
  files: FileSystem;
  process: RuntimeProcess;
  /** Runs the timers that are due within `ms`. */
  pass(ms: number): Promise<void>;
  terminate(): Promise<void>;
  /** A fresh budget, as each invocation has one. */
  renew(): void;
}

const packed = (files: Record<string, string> = {}) =>
  new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      { bytes: new TextEncoder().encode(text), mode: text.startsWith('#!') ? 0o755 : 0o644 },
    ]),
  );

/**
 * Runs `script` as `/var/task/bootstrap` until it waits. Requests to `…/next` are held; all others are answered 202.
 */
export async function runScript(script: string, options: Options = {}): Promise<RunningScript> {
  const { task, opt, variables, memoryMB = 128, ephemeralStorage = 2 ** 22, timeoutMs = 10_000 } = options;
  const volume = { device: 3, readOnly: true, used: 0, capacity: 0, entries: 0 };
  const meter = createMeter(1769, () => performance.now());
  const files = createFileSystem({
    task: unpack([packed({ bootstrap: `#!/bin/bash\n${script}`, ...task })], volume, 1_000, STARTS_AT),
    opt: unpack([packed(opt)], volume, 2_000, STARTS_AT),
    ephemeralStorage,
    now: () => meter.now(),
  });
  let seed = 1;
  let now = STARTS_AT;
  let exit: Exit | undefined;
  const timers: { at: number; fire: () => Working }[] = [];
  const log: string[] = [];
  const held: Asked[] = [];
  const asked: RuntimeApiRequest[] = [];
  meter.openBudget(now + timeoutMs, 1);

  async function turn(work: () => Working) {
    meter.beginTurn(now);
    await work();
    now = meter.endTurn();
    if (meter.stopped()) process.kill();
  }

  const host: ProcessHost = {
    variables: {
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      TZ: ':UTC',
      PWD: '/var/task',
      LAMBDA_TASK_ROOT: '/var/task',
      AWS_LAMBDA_RUNTIME_API: API,
      _HANDLER: 'function.handler',
      ...variables,
    },
    files,
    descriptors: createDescriptors(files),
    now: () => meter.now(),
    random() {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
    tick: (cpuMs) => meter.tick(cpuMs),
    wait(ms) {
      meter.wait(ms);
      return meter.stopped() !== undefined;
    },
    native: (kind, bytes) => meter.native(kind, bytes),
    ownWorkBegins: meter.ownWorkBegins,
    ownWorkEnds: meter.ownWorkEnds,
    fileCall: () => meter.charge(0.015),
    runtimeApi(request, respond) {
      asked.push(request);
      const answer = (response: Partial<RuntimeApiResponse>) =>
        respond({
          status: 202,
          headers: { 'content-type': 'application/json' },
          body: '{"status":"OK"}\n',
          ...response,
        });
      if (!request.path.endsWith('/next')) return void answer({});
      held.push({ request, at: meter.now(), respond: (response) => turn(() => answer(response)) });
    },
    callService: () => undefined,
    log: (text) => void log.push(text),
    startTimer(delayMs, fire) {
      const timer = { at: meter.now() + delayMs, fire };
      timers.push(timer);
      return { cancel: () => void timers.splice(timers.indexOf(timer), 1) };
    },
    exit(how) {
      exit ??= how;
    },
  };
  const process = await spawnBash(await engine, host, memoryMB * 2 ** 20, '/var/task/bootstrap');
  const running: RunningScript = {
    log,
    held,
    asked,
    exit: () => exit,
    stopped: () => meter.stopped(),
    now: () => now,
    files,
    process,
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
        if (!next) break;
        timers.splice(timers.indexOf(next), 1);
        now = Math.max(now, next.at);
        await turn(next.fire);
      }
      now = Math.max(now, until);
    },
    renew: () => meter.openBudget(now + timeoutMs, 1),
    terminate: () => turn(() => process.terminate!()),
  };
  await turn(() => process.start());
  return running;
}

/** The answer of `next`: an event. */
export const event = (requestId: string, body: unknown): Partial<RuntimeApiResponse> => ({
  status: 200,
  headers: {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': '1795430700000',
  },
  body: JSON.stringify(body),
});
