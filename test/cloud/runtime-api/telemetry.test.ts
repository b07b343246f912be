import { describe, expect, test } from 'vitest';
import { createExtensionsApi } from '../../../src/cloud/environment/extensions-api.ts';
import { platformLog } from '../../../src/cloud/environment/platform-log.ts';
import { createTelemetryApi, lineEvent } from '../../../src/cloud/environment/telemetry-api.ts';
import { createRandom } from '../../../src/cloud/random.ts';

const TELEMETRY = '/2022-07-01/telemetry';
const LOGS = '/2020-08-15/logs';
const GOOD = {
  schemaVersion: '2022-12-13',
  types: ['platform', 'function', 'extension'],
  buffering: { maxItems: 1000, maxBytes: 262_144, timeoutMs: 100 },
  destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:8080/events' },
};
const EVENT = { time: '2026-11-28T10:00:00.000Z', type: 'function', record: 'hello' };
const typed = (type: string) => ({ ...EVENT, type });

/** A Telemetry API with one extension, and a listener on the ports that are given. */
function open(ports: readonly number[] = [8080]) {
  const none = () => {};
  const extensions = createExtensionsApi(
    { functionName: 'greet', functionVersion: '$LATEST', handler: 'index.handler' },
    createRandom(1),
    { registered: none, ready: none, failed: none },
  );
  const register = (name: string) => {
    let id = '';
    const headers = { 'lambda-extension-name': name };
    extensions.request(
      { method: 'POST', path: '/2020-01-01/extension/register', headers, body: '{}' },
      0,
      name,
      (response) => {
        id = response.headers['lambda-extension-identifier'] ?? '';
      },
    );
    return { 'lambda-extension-identifier': id };
  };
  const lines: string[] = [];
  const delivered: { to: string; types: string[]; body: string }[] = [];
  const timers: { delayMs: number; fire: () => void; cancelled: boolean }[] = [];
  const api = createTelemetryApi({
    identify: extensions.identify,
    startTimer(delayMs, fire) {
      const timer = { delayMs, fire, cancelled: false };
      timers.push(timer);
      return {
        cancel() {
          timer.cancelled = true;
        },
      };
    },
    subscribed: (at, subscription) => lines.push(...log.subscribed(at, subscription)),
    deliver(to, body) {
      const listens = ports.some((port) => to.startsWith(`http://sandbox.localdomain:${port}`));
      if (listens)
        delivered.push({ to, types: JSON.parse(body).map(({ type }: typeof EVENT) => type), body });
      return listens;
    },
  });
  const log = platformLog({ LogFormat: 'Text' }, 'on-demand', api);
  const headers = register('watcher');
  const put = (path: string, body: unknown, as: Record<string, string> = headers) =>
    api.request(
      { method: 'PUT', path, headers: as, body: typeof body === 'string' ? body : JSON.stringify(body) },
      Date.UTC(2026, 10, 28),
    );
  const waiting = () => timers.filter(({ cancelled }) => !cancelled);
  const fire = () => {
    for (const timer of timers.splice(0)) if (!timer.cancelled) timer.fire();
  };
  return { api, put, register, lines, delivered, fire, waiting };
}

const OK = { status: 200, headers: { 'content-type': 'application/json' }, body: '"OK"' };
const json = (status: number, body: object) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify(body)}\n`,
});

describe.each([
  ['Telemetry', TELEMETRY, GOOD],
  ['Logs', LOGS, { ...GOOD, schemaVersion: '2021-03-18' }],
])('the %s API', (name, path, good) => {
  test('is subscribed to, which the log tells', () => {
    const { put, lines } = open();
    expect(put(path, { ...good, types: ['platform', 'function'] })).toEqual(OK);
    expect(lines).toEqual([
      `${name.toUpperCase()}\tName: watcher\tState: Subscribed\tTypes: [Platform, Function]`,
    ]);
  });

  test('sends an event of each subscription to those of the platform’s', () => {
    const { put, fire, delivered } = open();
    put(path, good);
    fire();
    const type = name === 'Logs' ? 'platform.logsSubscription' : 'platform.telemetrySubscription';
    expect(JSON.parse(delivered[0]?.body ?? '')).toEqual([
      {
        time: '2026-11-28T00:00:00.000Z',
        type,
        record: { name: 'watcher', state: 'Subscribed', types: ['platform', 'function', 'extension'] },
      },
    ]);
  });

  test.each([
    [
      'no identifier',
      {},
      'Missing Lambda-Extension-Identifier header',
      'Extension.MissingExtensionIdentifier',
    ],
    [
      'an identifier that is no UUID',
      { 'lambda-extension-identifier': 'one' },
      'Invalid Lambda-Extension-Identifier',
      'Extension.InvalidExtensionIdentifier',
    ],
    [
      'an identifier that nobody has',
      { 'lambda-extension-identifier': '11111111-2222-4333-8444-555555555555' },
      'Unknown Lambda-Extension-Identifier',
      'Extension.UnknownExtensionIdentifier',
    ],
  ])('refuses %s', (_name, headers: Record<string, string>, errorMessage, errorType) => {
    expect(open().put(path, '', headers)).toEqual(json(403, { errorMessage, errorType }));
  });

  test('is closed once the init is over', () => {
    const { put, api } = open();
    api.closeSubscription();
    expect(put(path, good)).toEqual(
      json(403, {
        errorMessage: `${name} API subscription is closed`,
        errorType: `${name}.SubscriptionClosed`,
      }),
    );
  });

  test('takes PUT alone', () => {
    expect(open().api.request({ method: 'POST', path, headers: {}, body: '' }, 0)).toEqual({
      status: 405,
      headers: {},
      body: '',
    });
  });
});

const VERSION = 'schemaVersion should be one of 2025-01-29, 2022-12-13, 2022-07-01';
const HOST = 'URI should be http://sandbox.localdomain:port';

test.each<[string, unknown, string]>([
  [
    'no JSON',
    '{types}',
    "failed to parse JSON: invalid character 't' looking for beginning of object key string",
  ],
  ['nothing', {}, `${VERSION}; protocol should be HTTP or TCP; types should not be empty`],
  ['no version', { ...GOOD, schemaVersion: undefined }, VERSION],
  ['a version of the Logs API', { ...GOOD, schemaVersion: '2021-03-18' }, VERSION],
  [
    'no port and no types',
    { ...GOOD, types: [], destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain' } },
    'URI port is not provided; types should not be empty',
  ],
  [
    'the host of somebody else',
    { ...GOOD, destination: { protocol: 'HTTP', URI: 'http://example.com:80' } },
    HOST,
  ],
  ['no URI', { ...GOOD, destination: { protocol: 'HTTP' } }, HOST],
  [
    'the port of the Runtime API',
    { ...GOOD, destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:9001' } },
    'URI port 9001 cannot be used',
  ],
  ['TCP without a port', { ...GOOD, destination: { protocol: 'TCP' } }, 'port should be between 1 and 65535'],
  ['no list of types', { ...GOOD, types: 'platform' }, 'types should not be empty'],
  [
    'a type that there is not',
    { ...GOOD, types: ['metrics'] },
    'types should be of platform, function, extension',
  ],
  ['too few items', { ...GOOD, buffering: { maxItems: 999 } }, 'maxItems should be between 1000 and 10000'],
  [
    'too many items',
    { ...GOOD, buffering: { maxItems: 10_001 } },
    'maxItems should be between 1000 and 10000',
  ],
  [
    'too few bytes',
    { ...GOOD, buffering: { maxBytes: 262_143 } },
    'maxBytes should be between 262144 and 1048576',
  ],
  [
    'too many bytes',
    { ...GOOD, buffering: { maxBytes: 1_048_577 } },
    'maxBytes should be between 262144 and 1048576',
  ],
  ['too short a time', { ...GOOD, buffering: { timeoutMs: 24 } }, 'timeoutMs should be between 25 and 30000'],
  [
    'too long a time',
    { ...GOOD, buffering: { timeoutMs: '100' } },
    'timeoutMs should be between 25 and 30000',
  ],
])('a subscription with %s is refused', (_name, body, errorMessage) => {
  const { put, lines } = open();
  expect(put(TELEMETRY, body)).toEqual(json(400, { errorType: 'ValidationError', errorMessage }));
  expect(lines).toEqual([]);
});

test.each<[string, unknown]>([
  ['of 2022-07-01', { ...GOOD, schemaVersion: '2022-07-01' }],
  ['of 2025-01-29', { ...GOOD, schemaVersion: '2025-01-29' }],
  ['without buffering', { ...GOOD, buffering: undefined }],
  ['to sandbox for short', { ...GOOD, destination: { protocol: 'HTTP', URI: 'http://sandbox:8080' } }],
  ['over TCP', { ...GOOD, destination: { protocol: 'TCP', port: 8080 } }],
])('a subscription %s is good', (_name, body) => {
  expect(open().put(TELEMETRY, body)).toEqual(OK);
});

describe('a subscription', () => {
  test('gets its types alone, what came before it too', () => {
    const { api, put, fire, delivered } = open();
    api.publish(typed('platform.initStart'));
    put(TELEMETRY, { ...GOOD, types: ['platform', 'extension'] });
    for (const type of ['function', 'extension', 'platform.start']) api.publish(typed(type));
    fire();
    expect(delivered).toMatchObject([
      {
        to: 'http://sandbox.localdomain:8080/events',
        types: ['platform.initStart', 'platform.telemetrySubscription', 'extension', 'platform.start'],
      },
    ]);
  });

  test('to the Logs API gets nothing of the init', () => {
    const { api, put, fire, delivered } = open();
    api.publish(typed('platform.initStart'));
    put(LOGS, { ...GOOD, schemaVersion: '2020-08-15' });
    api.publish(typed('platform.start'));
    fire();
    expect(delivered[0]?.types).toEqual(['platform.logsSubscription', 'platform.start']);
  });

  test('sends a batch when its first event is as old as it may be', () => {
    const { api, put, fire, delivered, waiting } = open();
    put(TELEMETRY, { ...GOOD, types: ['function'] });
    expect(waiting()).toEqual([]);
    api.publish(EVENT);
    api.publish(EVENT);
    expect(waiting()).toMatchObject([{ delayMs: 100 }]);
    fire();
    api.publish(EVENT);
    fire();
    expect(delivered.map(({ types }) => types.length)).toEqual([2, 1]);
  });

  test('sends a batch when it has as many events as it may have', () => {
    const { api, put, delivered, waiting } = open();
    put(TELEMETRY, { ...GOOD, types: ['function'] });
    for (let count = 0; count < 2001; count++) api.publish(EVENT);
    expect(delivered.map(({ types }) => types.length)).toEqual([1000, 1000]);
    expect(waiting()).toHaveLength(1);
  });

  test('sends a batch when it has as many bytes as it may have', () => {
    const { api, put, delivered } = open();
    put(TELEMETRY, { ...GOOD, types: ['function'] });
    api.publish({ ...EVENT, record: 'é'.repeat(100_000) });
    expect(delivered).toEqual([]);
    api.publish({ ...EVENT, record: 'é'.repeat(100_000) });
    expect(delivered.map(({ types }) => types.length)).toEqual([2]);
  });

  test('sends what it has when it is flushed', () => {
    const { api, put, delivered, waiting } = open();
    put(TELEMETRY, { ...GOOD, types: ['function'] });
    api.publish(EVENT);
    api.flush();
    api.flush();
    expect(delivered).toHaveLength(1);
    expect(waiting()).toEqual([]);
  });

  test('that is asked for twice is one', () => {
    const { api, put, fire, delivered } = open();
    put(TELEMETRY, { ...GOOD, types: ['function'] });
    api.publish(EVENT);
    expect(put(TELEMETRY, { ...GOOD, types: ['function'] })).toEqual(OK);
    fire();
    expect(delivered.map(({ types }) => types.length)).toEqual([1]);
  });

  test('to the one API excludes the other', () => {
    const { put } = open();
    put(TELEMETRY, GOOD);
    expect(put(LOGS, { ...GOOD, schemaVersion: '2021-03-18' })).toMatchObject({ status: 400 });
  });

  test('where nobody listens loses its events, which the others are told', () => {
    const { api, put, register, fire, delivered, waiting } = open();
    put(TELEMETRY, { ...GOOD, destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:1' } });
    put(TELEMETRY, GOOD, register('other'));
    fire();
    const events = delivered.flatMap(({ body }) => JSON.parse(body));
    expect(events.map(({ type }) => type)).toEqual([
      'platform.telemetrySubscription',
      'platform.telemetrySubscription',
      'platform.logsDropped',
    ]);
    expect(events[2].record).toMatchObject({
      reason: 'could not send events: nothing listens on http://sandbox.localdomain:1',
      droppedRecords: 2,
    });
    api.flush();
    fire();
    expect(waiting()).toEqual([]);
  });
});

test('what the platform logs is published at all levels, as the schema has it', () => {
  const events: { type: string; record: unknown }[] = [];
  const log = platformLog({ LogFormat: 'JSON', SystemLogLevel: 'WARN' }, 'on-demand', {
    listening: () => true,
    publish: (event) => void events.push(event),
  });
  expect(log.start(0, 'one', '$LATEST')).toEqual([]);
  log.initReport(0, 12.345);
  log.report(0, { requestId: 'one', durationMs: 1.234, memorySizeMB: 128, maxMemoryUsedMB: 70 });
  expect(events).toEqual([
    {
      time: '1970-01-01T00:00:00.000Z',
      type: 'platform.start',
      record: { requestId: 'one', version: '$LATEST' },
    },
    expect.objectContaining({
      type: 'platform.initRuntimeDone',
      record: { initializationType: 'on-demand', phase: 'init', status: 'success' },
    }),
    expect.objectContaining({
      type: 'platform.initReport',
      record: {
        initializationType: 'on-demand',
        phase: 'init',
        status: 'success',
        metrics: { durationMs: 12.35 },
      },
    }),
    expect.objectContaining({
      type: 'platform.runtimeDone',
      record: { requestId: 'one', status: 'success', metrics: { durationMs: 1.23 } },
    }),
    expect.objectContaining({
      type: 'platform.report',
      record: {
        requestId: 'one',
        status: 'success',
        metrics: { durationMs: 1.23, billedDurationMs: 2, memorySizeMB: 128, maxMemoryUsedMB: 70 },
      },
    }),
  ]);
});

test('a subscriber to platform hears of a restore, good or not', () => {
  const { api, put, delivered, fire } = open();
  put(TELEMETRY, { ...GOOD, types: ['platform'] });
  const log = platformLog({ LogFormat: 'Text' }, 'snap-start', api);
  const start = { version: 'python:3.14.v1', arn: 'arn', functionName: 'greet', functionVersion: '1' };
  expect(log.restoreStart(0, start)).toEqual([
    'RESTORE_START Runtime Version: python:3.14.v1\tRuntime Version ARN: arn',
  ]);
  expect(log.restoreReport(0, 236.127)).toEqual(['RESTORE_REPORT Restore Duration: 236.13 ms']);
  const failure = { kind: 'error', errorType: 'Runtime.AfterRestoreError' } as const;
  expect(log.restoreReport(0, 240, failure)).toEqual([
    'RESTORE_REPORT Restore Duration: 240.00 ms\tStatus: error\tError Type: Runtime.AfterRestoreError',
  ]);
  expect(log.restoreReport(0, 10_000, { kind: 'timeout' })).toEqual([
    'RESTORE_REPORT Restore Duration: 10000.00 ms\tStatus: timeout',
  ]);
  fire();
  const heard = delivered.flatMap(({ body }) => JSON.parse(body) as { type: string; record: unknown }[]);
  const failed = { status: 'error', errorType: 'Runtime.AfterRestoreError' };
  expect(heard.slice(1).map(({ type, record }) => [type.replace('platform.', ''), record])).toEqual([
    [
      'restoreStart',
      {
        runtimeVersion: 'python:3.14.v1',
        runtimeVersionArn: 'arn',
        functionName: 'greet',
        functionVersion: '1',
      },
    ],
    ['restoreRuntimeDone', { status: 'success' }],
    ['restoreReport', { status: 'success', metrics: { durationMs: 236.13 } }],
    ['restoreRuntimeDone', failed],
    ['restoreReport', { ...failed, metrics: { durationMs: 240 } }],
    ['restoreRuntimeDone', { status: 'timeout' }],
    ['restoreReport', { status: 'timeout', metrics: { durationMs: 10_000 } }],
  ]);
});

test.each([
  ['Text', '{"level":"INFO"}', '{"level":"INFO"}'],
  ['JSON', '{"level":"INFO"}', { level: 'INFO' }],
  ['JSON', 'plain', 'plain'],
] as const)(
  'in a log of the format %s the line %s is told as its text or what it says',
  (LogFormat, line, record) => {
    const logging = LogFormat === 'JSON' ? { LogFormat, SystemLogLevel: 'INFO' as const } : { LogFormat };
    expect(lineEvent(0, 'function', line, logging)).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      type: 'function',
      record,
    });
  },
);
