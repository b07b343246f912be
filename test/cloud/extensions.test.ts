import { describe, expect, test } from 'vitest';
import { echo, NEXT, type Script, scripted, scriptedEnvironment } from '../support/scripted-environment.ts';

const EXTENSION = '/2020-01-01/extension';

async function register({ call }: Script, name: string, events: readonly string[]) {
  const { headers } = await call('POST', `${EXTENSION}/register`, JSON.stringify({ events }), {
    'lambda-extension-name': name,
  });
  return { 'lambda-extension-identifier': headers['lambda-extension-identifier'] ?? '' };
}

/** Registers and then does `work` for each event until it is shut down. */
const extension = (
  name: string,
  events: readonly string[],
  work: (script: Script, event: Record<string, unknown>) => Promise<void> = async () => {},
) =>
  scripted(async (script) => {
    const identifier = await register(script, name, events);
    for (;;) {
      const { body } = await script.call('GET', `${EXTENSION}/event/next`, '', identifier);
      const event = JSON.parse(body);
      await work(script, event);
      if (event.eventType === 'SHUTDOWN') return;
    }
  });

const logs = ({ log }: Script, { eventType, requestId, shutdownReason }: Record<string, unknown>) =>
  log(`${eventType} ${requestId ?? shutdownReason}`);

describe('init', () => {
  test('starts with the extensions, and the runtime when each has registered', async () => {
    const { invoke, seen, log } = scriptedEnvironment(echo(), {
      quick: extension('quick', ['INVOKE']),
      slow: scripted(async (script) => {
        await script.sleep(200);
        const identifier = await register(script, 'slow', []);
        await script.call('GET', `${EXTENSION}/event/next`, '', identifier);
      }),
    });
    await invoke();
    const [init] = seen('phase');
    const [first, second] = init?.parts ?? [];
    expect(first?.of).toBe('extension');
    expect(first!.to - first!.from).toBeGreaterThan(200);
    expect(second).toMatchObject({ of: 'runtime', from: first?.to });
    expect(log().slice(0, 4)).toEqual([
      'INIT_START Runtime Version: provided:al2023.v1\tRuntime Version ARN: arn',
      'EXTENSION\tName: quick\tState: Ready\tEvents: [INVOKE]',
      'EXTENSION\tName: slow\tState: Ready\tEvents: []',
      'START RequestId: request-1 Version: $LATEST',
    ]);
  });

  test('lasts until every extension has asked for its next event', async () => {
    const { invoke, seen } = scriptedEnvironment(echo(), {
      late: scripted(async (script) => {
        const identifier = await register(script, 'late', ['INVOKE']);
        await script.sleep(700);
        for (;;) await script.call('GET', `${EXTENSION}/event/next`, '', identifier);
      }),
    });
    await invoke();
    const [init] = seen('phase');
    expect(init!.to - init!.from).toBeGreaterThan(700);
    expect(seen('extension-phase')[0]).toMatchObject({ phase: 'init', name: 'late', to: init?.to });
  });

  test('runs into its limit when an extension never asks, and the invocation into its timeout', async () => {
    const { invoke, log } = scriptedEnvironment(echo(), {
      silent: scripted(async (script) => {
        await register(script, 'silent', ['SHUTDOWN']);
        await script.sleep(60_000);
      }),
    });
    const { payload, functionError } = await invoke();
    expect(functionError).toBe('Unhandled');
    expect(JSON.parse(payload).errorType).toBe('Sandbox.Timedout');
    expect(log()).toContain('INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout');
  });

  test.each([
    ['ends before it registers', async () => {}, 'Extension.Crash', 'exit code 0'],
    [
      'reports that its init failed',
      async (script: Script) => {
        const identifier = await register(script, 'broken', ['INVOKE']);
        await script.call('POST', `${EXTENSION}/init/error`, '{}', {
          ...identifier,
          'lambda-extension-function-error-type': 'Extension.NoConfig',
        });
      },
      'Extension.InitError',
      'exit code 0',
    ],
    [
      'cannot be started',
      async ({ exit }: Script) =>
        exit({
          kind: 'not-started',
          errorType: 'Extension.LaunchError',
          message: 'fork/exec /opt/extensions/broken: permission denied',
        }),
      'Extension.LaunchError',
      'fork/exec /opt/extensions/broken: permission denied',
    ],
  ])(
    'fails, and is tried again under the invocation, when an extension %s',
    async (_how, run, errorType, message) => {
      const { invoke, log } = scriptedEnvironment(echo(), { broken: scripted(run) });
      const { payload, functionError } = await invoke();
      expect(functionError).toBe('Unhandled');
      expect(JSON.parse(payload)).toEqual({
        errorMessage: `RequestId: request-1 Error: ${message}`,
        errorType,
      });
      expect(log().find((line) => line.startsWith('INIT_REPORT'))).toContain(
        `Status: error\tError Type: ${errorType}`,
      );
      expect(log()).toContain(`RequestId: request-1 Error: ${message}`);
      expect(log().at(-1)).toContain(`Status: error\tError Type: ${errorType}`);
    },
  );
});

describe('an invocation', () => {
  test('is told to the extensions that registered for it, and lasts until they ask for the next', async () => {
    const { invoke, seen, log } = scriptedEnvironment(echo(), {
      busy: extension('busy', ['INVOKE'], async (script, event) => {
        logs(script, event);
        await script.sleep(400);
      }),
      deaf: extension('deaf', ['SHUTDOWN'], async (script, event) => logs(script, event)),
    });
    const { payload } = await invoke('{"a":1}');
    expect(payload).toBe('{"a":1}');
    const invocation = seen('phase').find(({ phase }) => phase === 'invoke');
    expect(invocation!.to - invocation!.from).toBeGreaterThan(400);
    expect(log()).toContain('INVOKE request-1');
    expect(seen('extension-phase').filter(({ phase }) => phase === 'invoke')).toMatchObject([
      { name: 'busy', requestId: 'request-1', to: invocation?.to },
    ]);
  });

  test('fails when an extension ends, and the next one starts the processes again', async () => {
    let runs = 0;
    const { invoke, log } = scriptedEnvironment(echo(), {
      frail: extension('frail', ['INVOKE'], async ({ exit }) => {
        runs += 1;
        if (runs === 1) exit({ kind: 'status', code: 7 });
      }),
    });
    const crashed = await invoke();
    expect(JSON.parse(crashed.payload)).toEqual({
      errorMessage: 'RequestId: request-1 Error: exit code 7',
      errorType: 'Extension.Crash',
    });
    expect(log()).toContain('Extension.Crash');
    expect((await invoke('"again"')).payload).toBe('"again"');
  });

  test('covers runtime and extensions with one timeout, after which they hear of it', async () => {
    const { invoke, log, seen } = scriptedEnvironment(echo(), {
      slow: extension('slow', ['INVOKE', 'SHUTDOWN'], async (script, event) => {
        logs(script, event);
        if (event.eventType === 'INVOKE') await script.sleep(2_900);
        await script.sleep(200);
      }),
    });
    const { payload } = await invoke();
    expect(JSON.parse(payload).errorType).toBe('Sandbox.Timedout');
    expect(seen('shutdown')).toMatchObject([{ reason: 'timeout' }]);
    expect(log().filter((line) => /^(INVOKE|SHUTDOWN)/.test(line))).toEqual([
      'INVOKE request-1',
      'SHUTDOWN timeout',
    ]);
  });
});

describe('shutdown', () => {
  const trapping = () =>
    echo((script) => {
      script.onTerminate = async () => {
        script.log('SIGTERM');
        script.exit({ kind: 'status', code: 0 });
      };
    });

  test('without extensions ends the runtime at once, and without SIGTERM', async () => {
    const { invoke, reclaim, log, seen } = scriptedEnvironment(trapping());
    await invoke();
    await reclaim();
    expect(log()).not.toContain('SIGTERM');
    expect(seen('shutdown')).toEqual([]);
  });

  test('sends SIGTERM to the runtime, then the event to each extension that asked for it', async () => {
    const { invoke, reclaim, log, seen } = scriptedEnvironment(trapping(), {
      flush: extension('flush', ['SHUTDOWN'], async (script, event) => {
        logs(script, event);
        await script.sleep(300);
        script.log('flushed');
      }),
      other: extension('other', ['INVOKE'], async (script, event) => logs(script, event)),
    });
    await invoke();
    await reclaim();
    expect(log().slice(-3)).toEqual(['SIGTERM', 'SHUTDOWN spindown', 'flushed']);
    const [shutdown] = seen('shutdown');
    expect(shutdown!.to - shutdown!.from).toBeGreaterThan(300);
    expect(shutdown!.to - shutdown!.from).toBeLessThan(320);
    expect(seen('extension-phase').at(-1)).toMatchObject({
      phase: 'shutdown',
      name: 'flush',
      to: shutdown?.to,
    });
  });

  test('has 2,000 ms, of which the runtime has 30 %, and then ends whatever is left', async () => {
    const { invoke, reclaim, seen, log } = scriptedEnvironment(
      echo((script) => {
        script.onTerminate = () => script.sleep(10_000);
      }),
      {
        endless: extension('endless', ['SHUTDOWN'], async (script, event) => {
          logs(script, event);
          await script.sleep(10_000);
          script.log('too late');
        }),
      },
    );
    await invoke();
    await reclaim();
    const [shutdown] = seen('shutdown');
    expect(shutdown!.to - shutdown!.from).toBe(2_000);
    const told = seen('log').find(({ text }) => text === 'SHUTDOWN spindown');
    expect(told!.at - shutdown!.from).toBeGreaterThanOrEqual(600);
    expect(log()).not.toContain('too late');
  });

  test('has 500 ms with an internal extension alone', async () => {
    const runtime = scripted(async (script) => {
      const identifier = await register(script, 'inside', ['INVOKE']);
      script.onTerminate = () => script.sleep(10_000);
      void (async () => {
        for (;;) await script.call('GET', `${EXTENSION}/event/next`, '', identifier);
      })();
      for (;;) {
        const { headers, body } = await script.call('GET', NEXT);
        const id = headers['lambda-runtime-aws-request-id'];
        await script.call('POST', `/2018-06-01/runtime/invocation/${id}/response`, body);
      }
    });
    const { invoke, reclaim, seen } = scriptedEnvironment(runtime);
    expect((await invoke('1')).payload).toBe('1');
    await reclaim();
    const [shutdown] = seen('shutdown');
    expect(shutdown!.to - shutdown!.from).toBe(150);
  });
});

test('an extension that subscribes to telemetry is named in the log, and only while the init lasts', async () => {
  const answers: number[] = [];
  const subscription = JSON.stringify({
    schemaVersion: '2022-12-13',
    types: ['platform', 'function'],
    destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:8080' },
  });
  const { invoke, log } = scriptedEnvironment(echo(), {
    observer: scripted(async (script) => {
      const identifier = await register(script, 'observer', ['INVOKE']);
      for (;;) {
        answers.push((await script.call('PUT', '/2022-07-01/telemetry', subscription, identifier)).status);
        await script.call('GET', `${EXTENSION}/event/next`, '', identifier);
      }
    }),
  });
  await invoke();
  expect(answers).toEqual([200, 403]);
  expect(log()).toContain('TELEMETRY\tName: observer\tState: Subscribed\tTypes: [Platform, Function]');
});
