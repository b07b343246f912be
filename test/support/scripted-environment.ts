import { createClock } from '../../src/cloud/clock.ts';
import { createEnvironment } from '../../src/cloud/environment/environment.ts';
import { directory, type Volume } from '../../src/cloud/environment/files/tree.ts';
import type { InvocationResult } from '../../src/cloud/environment/invocation.ts';
import type { RuntimeApiResponse } from '../../src/cloud/environment/runtime-api.ts';
import type { Exit, ProcessHost, SpawnRuntime } from '../../src/cloud/environment/runtime-process.ts';
import type { EnvironmentSettings } from '../../src/cloud/environment/settings.ts';
import { createRandom } from '../../src/cloud/random.ts';
import { createTrace, type TraceEvent } from '../../src/cloud/trace.ts';

/** What a scripted program can do. */
export interface Script {
  call(
    method: string,
    path: string,
    body?: string,
    headers?: Record<string, string>,
  ): Promise<RuntimeApiResponse>;
  sleep(ms: number): Promise<void>;
  log(text: string): void;
  exit(exit: Exit): void;
  /** What it does on SIGTERM; without it it ends at once. */
  onTerminate?: () => void | Promise<void>;
}

/** A program that makes the calls of `run`, and ends with status 0 after it. */
export const scripted =
  (run: (script: Script) => Promise<void>): SpawnRuntime =>
  async (host: ProcessHost) => {
    let idle = Promise.withResolvers<void>();
    let alive = true;
    /** The work of a turn is over when the program waits for something. */
    const working = (begin: () => unknown) => {
      idle = Promise.withResolvers<void>();
      begin();
      return idle.promise;
    };
    const script: Script = {
      call: (method, path, body = '', headers = {}) =>
        new Promise((resolve) => {
          let answered = false;
          let waiting = false;
          host.runtimeApi({ method, path, headers, body }, (response) => {
            answered = true;
            return waiting ? working(() => resolve(response)) : resolve(response);
          });
          waiting = !answered;
          if (waiting) idle.resolve();
        }),
      sleep: (ms) =>
        new Promise((resolve) => {
          host.startTimer(ms, () => working(resolve));
          idle.resolve();
        }),
      log: (text) => host.log(text),
      exit(exit) {
        if (!alive) return;
        alive = false;
        host.exit(exit);
        idle.resolve();
      },
    };
    return {
      start: () => working(() => run(script).then(() => script.exit({ kind: 'status', code: 0 }))),
      terminate: () =>
        working(async () => {
          if (script.onTerminate) await script.onTerminate();
          else script.exit({ kind: 'killed' });
          idle.resolve();
        }),
      heapGrowth: () => 0,
      moduleState: async () => [],
      kill() {
        alive = false;
      },
    };
  };

export const NEXT = '/2018-06-01/runtime/invocation/next';

/** A runtime that answers each event with itself. */
export const echo = (before?: (script: Script) => void) =>
  scripted(async (script) => {
    before?.(script);
    for (;;) {
      const { headers, body } = await script.call('GET', NEXT);
      const id = headers['lambda-runtime-aws-request-id'];
      await script.call('POST', `/2018-06-01/runtime/invocation/${id}/response`, body);
    }
  });

const VOLUME: Volume = { device: 3, readOnly: true, used: 0, capacity: 0, entries: 0 };
const STARTS_AT = Date.UTC(2026, 10, 23, 10, 40);

/** An environment of programs that a test wrote; `extensions` by the names of their files. Times are ms since it was made. */
export function scriptedEnvironment(
  runtime: SpawnRuntime,
  extensions: Record<string, SpawnRuntime> = {},
  { timeout = 3, ...settings }: Partial<EnvironmentSettings> = {},
) {
  const clock = createClock(STARTS_AT);
  const trace = createTrace(true);
  const environment = createEnvironment(
    {
      id: 'env',
      functionName: 'under-test',
      functionVersion: '$LATEST',
      handler: 'index.handler',
      accountId: '111122223333',
      memorySize: 128,
      timeout,
      packageBytes: 0,
      runtimeVersion: { version: 'provided:al2023.v1', arn: 'arn' },
      provisionedFor: undefined,
      initializationType: 'on-demand',
      restoresFrom: undefined,
      logGroupName: '/aws/lambda/under-test',
      logStreamName: 'stream',
      role: 'role',
      variables: {},
      ownVariables: [],
      ephemeralStorage: 512,
      logging: { LogFormat: 'Text' },
      code: directory(VOLUME, 1, STARTS_AT),
      layers: directory(VOLUME, 2, STARTS_AT),
      spawn: runtime,
      external: false,
      runtimeInitMs: 20,
      memoryBaseMB: 20,
      extensions: Object.entries(extensions).map(([name, spawn]) => ({
        path: `/opt/extensions/${name}`,
        spawn,
      })),
      ...settings,
    },
    {
      clock,
      trace,
      random: createRandom(1),
      services: { call: () => undefined },
      realTime: () => performance.now(),
    },
  );
  let requests = 0;
  const settle = async () => {
    while (await clock.runNext());
  };
  return {
    environment,
    trace: trace.events,
    /** Of a type, with times from the start. */
    seen: <T extends TraceEvent['type']>(type: T) =>
      trace.events.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type),
    log: () => trace.events.flatMap((event) => (event.type === 'log' ? [event.text] : [])),
    since: (at: number) => at - STARTS_AT,
    async invoke(payload = '{}'): Promise<InvocationResult> {
      const { promise, resolve } = Promise.withResolvers<InvocationResult>();
      const requestId = `request-${++requests}`;
      environment.invoke({ requestId, payload, invokedFunctionArn: 'arn' }, resolve);
      while (environment.idleSince() === undefined && (await clock.runNext()));
      await settle();
      return promise;
    },
    async reclaim() {
      environment.shutDown(clock.now(), 'idle');
      await settle();
    },
  };
}
