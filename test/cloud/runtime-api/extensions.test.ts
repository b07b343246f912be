import { describe, expect, test } from 'vitest';
import {
  createExtensionsApi,
  type RegisteredExtension,
} from '../../../src/cloud/environment/extensions-api.ts';
import type { RuntimeApiResponse } from '../../../src/cloud/environment/runtime-api.ts';
import { createRandom } from '../../../src/cloud/random.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const STRANGER = '11111111-2222-4333-8444-555555555555';
const FUNCTION = { functionName: 'greet', functionVersion: '$LATEST', handler: 'index.handler' };

interface Call {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The external extension whose process calls. */
  from?: string;
}

/** An Extensions API, and what the environment hears of it. */
function open(accountId?: string) {
  const heard: string[] = [];
  const told =
    (what: string) =>
    (at: number, { name, state, errorType }: RegisteredExtension) =>
      void heard.push([at, what, name, state, errorType].filter((part) => part !== undefined).join(' '));
  const api = createExtensionsApi({ ...FUNCTION, ...(accountId && { accountId }) }, createRandom(1), {
    registered: told('registered'),
    ready: told('ready'),
    failed: told('failed'),
  });
  let time = 0;
  /** What it answers, now or later. */
  function send({ path = 'register', method, headers = {}, body = '', from }: Call) {
    const answer: { response?: RuntimeApiResponse; at?: number } = {};
    const request = {
      method: method ?? (path === 'event/next' ? 'GET' : 'POST'),
      path: `/2020-01-01/extension/${path}`,
      headers,
      body,
    };
    api.request(request, ++time, from, (response, at) => Object.assign(answer, { response, at }));
    return answer;
  }
  function register(name: string, events: readonly string[] = ['INVOKE'], from?: string): string {
    const body = JSON.stringify({ events });
    const { response } = send({ headers: { 'lambda-extension-name': name }, body, ...(from && { from }) });
    return response?.headers['lambda-extension-identifier'] ?? '';
  }
  const next = (id: string) => send({ path: 'event/next', headers: { 'lambda-extension-identifier': id } });
  const report = (path: string, id: string, errorType: string | undefined = 'Extension.Broken') =>
    send({
      path,
      headers: {
        'lambda-extension-identifier': id,
        ...(errorType && { 'lambda-extension-function-error-type': errorType }),
      },
    });
  const invoke = (traceId = 'Root=1') =>
    api.invoke({ deadlineMs: 3000.7, requestId: 'one', invokedFunctionArn: 'arn', traceId }, 100);
  return { api, heard, send, register, next, report, invoke };
}

const refused = (errorMessage: string, errorType: string, status = 403) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify({ errorMessage, errorType })}\n`,
});
const notAllowed = (from: string, to: string, subject: string) =>
  refused(
    `State transition from ${from} to ${to} failed for extension ${subject}. Error: State transition is not allowed`,
    'Extension.InvalidExtensionState',
  );
const ACCEPTED = { status: 202, headers: { 'content-type': 'application/json' }, body: '{"status":"OK"}\n' };
const named = (body: string, name = 'one') => ({ headers: { 'lambda-extension-name': name }, body });

describe('register refuses', () => {
  test.each<[string, Call, string, string]>([
    ['no name', { body: '{}' }, 'Empty extension name', 'Extension.InvalidExtensionName'],
    ['an empty name', named('{}', ''), 'Empty extension name', 'Extension.InvalidExtensionName'],
    ['no name before a bad body', { body: '{' }, 'Empty extension name', 'Extension.InvalidExtensionName'],
    ['no body', named(''), 'unexpected end of JSON input', 'InvalidRequestFormat'],
    [
      'a body cut short',
      named('{"events":["INVOKE"'),
      'unexpected end of JSON input',
      'InvalidRequestFormat',
    ],
    [
      'a body that is no JSON',
      named('not json'),
      "invalid character 'o' in literal null (expecting 'u')",
      'InvalidRequestFormat',
    ],
    [
      'a body whose quotes the shell ate',
      named('{events:[INVOKE]}'),
      "invalid character 'e' looking for beginning of object key string",
      'InvalidRequestFormat',
    ],
    [
      'events that are no list',
      named('{"events":"INVOKE"}'),
      'json: cannot unmarshal string into Go struct field .events of type []core.Event',
      'InvalidRequestFormat',
    ],
    [
      'an event that is no text',
      named('{"events":["INVOKE",1]}'),
      'json: cannot unmarshal number into Go struct field .events of type core.Event',
      'InvalidRequestFormat',
    ],
    [
      'configurationKeys',
      named('{"events":["INVOKE"],"configurationKeys":["A"]}'),
      'configurationKeys are deprecated; use environment variables instead',
      'InvalidRequestFormat',
    ],
    [
      'SHUTDOWN for an internal extension',
      named('{"events":["INVOKE","SHUTDOWN"]}'),
      'SHUTDOWN: ShutdownEventNotSupportedForInternalExtension',
      'Extension.InvalidEventType',
    ],
    [
      'SHUTDOWN for an external process under a name that is not its file’s',
      { ...named('{"events":["SHUTDOWN"]}', 'other'), from: 'one' },
      'SHUTDOWN: ShutdownEventNotSupportedForInternalExtension',
      'Extension.InvalidEventType',
    ],
    [
      'an event that there is not',
      { ...named('{"events":["BOGUS"]}'), from: 'one' },
      'BOGUS: ErrorInvalidEventType',
      'Extension.InvalidEventType',
    ],
  ])('%s', (_name, call, message, type) => {
    const { send, heard, api } = open();
    expect(send(call).response).toEqual(refused(message, type));
    expect(heard).toEqual([]);
    expect(api.registered).toEqual([]);
  });

  test('the same name again, of an internal extension', () => {
    const { send, register } = open();
    register('one');
    expect(send(named('{}')).response).toEqual(
      refused('Extension with this name already registered', 'Extension.InvalidExtensionState'),
    );
  });

  test('an external extension that registers twice', () => {
    const { send, register } = open();
    register('one', ['INVOKE'], 'one');
    expect(send({ ...named('{}'), from: 'one' }).response).toEqual(
      notAllowed('Registered', 'Registered', 'one'),
    );
  });

  test('the runtime’s process under the name of an external extension', () => {
    const { send, register, next } = open();
    next(register('one', [], 'one'));
    expect(send(named('{}')).response).toEqual(notAllowed('Ready', 'Registered', 'one'));
  });

  test('an eleventh extension', () => {
    const { send, register, api } = open();
    for (let count = 0; count < 10; count++) register(`extension-${count}`);
    const refusal = refused('Extension limit (10) reached', 'Extension.TooManyExtensions');
    expect(send(named('{}')).response).toEqual(refusal);
    expect(send(named('{}', 'extension-1')).response).toEqual(refusal);
    expect(api.registered).toHaveLength(10);
  });

  test('anyone after the runtime’s first next, once the events are found good', () => {
    const { api, send } = open();
    api.closeRegistration();
    expect(send(named('{}')).response).toEqual(
      refused('Extension registration closed already', 'Extension.RegistrationClosed'),
    );
    expect(send(named('{"events":["BOGUS"]}')).response?.body).toContain('Extension.InvalidEventType');
  });
});

describe('register accepts', () => {
  const body = '{"functionName":"greet","functionVersion":"$LATEST","handler":"index.handler"}\n';

  test.each([
    ['no events', '{"events":[]}', []],
    ['an empty object', '{}', []],
    ['INVOKE', '{"events":["INVOKE"]}', ['INVOKE']],
    ['INVOKE twice, as once', '{"events":["INVOKE","INVOKE"],"configurationKeys":[]}', ['INVOKE']],
  ])('%s', (_name, asked, events) => {
    const { send, api, heard } = open();
    const { response, at } = send(named(asked));
    expect(response).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'lambda-extension-identifier': expect.stringMatching(UUID),
      },
      body,
    });
    expect(at).toBe(1);
    expect(heard).toEqual(['1 registered one Registered']);
    expect(api.registered).toMatchObject([{ name: 'one', external: false, events, state: 'Registered' }]);
  });

  test('SHUTDOWN for an external extension', () => {
    const { register, api } = open();
    expect(register('one', ['SHUTDOWN', 'INVOKE'], 'one')).toMatch(UUID);
    expect(api.registered).toMatchObject([{ name: 'one', external: true, events: ['INVOKE', 'SHUTDOWN'] }]);
  });

  test('an external process under another name, as an internal extension', () => {
    const { register, api } = open();
    expect(register('other', ['INVOKE'], 'one')).toMatch(UUID);
    expect(api.registered).toMatchObject([{ name: 'other', external: false }]);
  });

  test.each([
    ['asks for it', '123456789012', 'accountId', `{"accountId":"123456789012",${body.slice(1)}`],
    ['asks for more', '123456789012', 'colour, accountId', `{"accountId":"123456789012",${body.slice(1)}`],
    ['does not ask', '123456789012', '', body],
    ['asks where it is not known', undefined, 'accountId', body],
  ])('and tells the account to one that %s', (_name, accountId, feature, expected) => {
    const headers = { 'lambda-extension-name': 'one', 'lambda-extension-accept-feature': feature };
    expect(open(accountId).send({ headers, body: '{}' }).response?.body).toBe(expected);
  });
});

describe.each(['event/next', 'init/error', 'exit/error'])('%s refuses before all else', (path) => {
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
  ])('%s', (_name, headers: Record<string, string>, message, type) => {
    expect(open().send({ path, headers }).response).toEqual(refused(message, type));
  });

  test('an identifier that nobody has', () => {
    const { report } = open();
    expect(report(path, STRANGER).response).toEqual(
      refused(
        path === 'event/next' ? `Unknown extension ${STRANGER}` : 'Unknown Lambda-Extension-Identifier',
        'Extension.UnknownExtensionIdentifier',
      ),
    );
  });
});

describe('event/next', () => {
  test('is held open, and the extension is ready', () => {
    const { register, next, api, heard } = open();
    expect(next(register('one')).response).toBeUndefined();
    expect(heard).toEqual(['1 registered one Registered', '2 ready one Ready']);
    expect(api.registered[0]?.state).toBe('Ready');
  });

  test('a second time at once is refused, and the first is still answered', () => {
    const { register, next, invoke } = open();
    const id = register('one');
    const first = next(id);
    expect(next(id).response).toEqual(notAllowed('Ready', 'Ready', id));
    invoke();
    expect(first.response?.status).toBe(200);
  });

  test('is answered with an INVOKE event', () => {
    const { register, next, invoke, api } = open();
    const held = next(register('one'));
    invoke();
    expect(held.response).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'lambda-extension-event-identifier': expect.stringMatching(UUID),
      },
      body: '{"eventType":"INVOKE","deadlineMs":3000,"requestId":"one","invokedFunctionArn":"arn","tracing":{"type":"X-Amzn-Trace-Id","value":"Root=1"}}\n',
    });
    expect(held.at).toBe(100);
    expect(api.registered[0]?.state).toBe('Running');
  });

  test('is answered without tracing where there is no trace id', () => {
    const { register, next, invoke } = open();
    const held = next(register('one'));
    invoke('');
    expect(held.response?.body).toBe(
      '{"eventType":"INVOKE","deadlineMs":3000,"requestId":"one","invokedFunctionArn":"arn"}\n',
    );
  });

  test('after an event makes it ready for another', () => {
    const { register, next, invoke, heard } = open();
    const id = register('one');
    next(id);
    invoke();
    const second = next(id);
    expect(heard.at(-1)).toBe('3 ready one Ready');
    invoke();
    expect(second.response?.status).toBe(200);
  });

  test('of one that did not register for INVOKE is not answered by it', () => {
    const { register, next, invoke, api } = open();
    const held = next(register('one', ['SHUTDOWN'], 'one'));
    invoke();
    expect(held.response).toBeUndefined();
    expect(api.registered[0]?.state).toBe('Ready');
  });

  test.each(['spindown', 'timeout', 'failure'] as const)(
    'is answered with a SHUTDOWN event: %s',
    (reason) => {
      const { register, next, api } = open();
      const held = next(register('one', ['SHUTDOWN'], 'one'));
      api.shutDown('one', reason, 2000.5, 7);
      expect(held).toMatchObject({
        at: 7,
        response: {
          status: 200,
          headers: { 'lambda-extension-event-identifier': expect.stringMatching(UUID) },
          body: `{"eventType":"SHUTDOWN","deadlineMs":2000,"shutdownReason":"${reason}"}\n`,
        },
      });
    },
  );

  test('gets a SHUTDOWN event that came while the extension was at work', () => {
    const { register, next, invoke, api, heard } = open();
    const id = register('one', ['INVOKE', 'SHUTDOWN'], 'one');
    next(id);
    invoke();
    api.shutDown('one', 'timeout', 2000, 7);
    expect(next(id).response?.body).toContain('SHUTDOWN');
    expect(heard.filter((line) => line.includes('ready'))).toHaveLength(1);
    expect(next(id).response).toBeUndefined();
  });

  test('gets no SHUTDOWN event that was not asked for', () => {
    const { register, next, api } = open();
    const held = next(register('one', ['INVOKE'], 'one'));
    api.shutDown('one', 'spindown', 2000, 7);
    expect(held.response).toBeUndefined();
  });
});

/** An extension in each state. */
const STATES = {
  Registered: () => {},
  Ready: ({ next }: ReturnType<typeof open>, id: string) => void next(id),
  Running: ({ next, invoke }: ReturnType<typeof open>, id: string) => {
    next(id);
    invoke();
  },
  InitError: ({ report }: ReturnType<typeof open>, id: string) => void report('init/error', id),
  ExitError: ({ report }: ReturnType<typeof open>, id: string) => void report('exit/error', id),
};
type StateName = keyof typeof STATES;
const NO_HEADER = refused('Lambda-Extension-Function-Error-Type not found', 'Extension.MissingHeader');

describe.each<[string, string, Record<StateName, boolean>]>([
  [
    'init/error',
    'InitError',
    { Registered: true, Ready: false, Running: false, InitError: true, ExitError: false },
  ],
  [
    'exit/error',
    'Exited',
    { Registered: true, Ready: true, Running: true, InitError: false, ExitError: true },
  ],
])('%s', (path, to, allowed) => {
  test.each(Object.keys(STATES) as StateName[])('in state %s', (state) => {
    const opened = open();
    const id = opened.register('one');
    STATES[state](opened, id);
    const before = opened.heard.length;
    expect(opened.report(path, id, '').response).toEqual(NO_HEADER);
    expect(opened.report(path, id, 'Extension.Other').response).toEqual(
      allowed[state] ? ACCEPTED : notAllowed(state, to, id),
    );
    const heard = opened.heard.slice(before).map((line) => line.replace(/^\d+ /, ''));
    const terminal = state === 'InitError' || state === 'ExitError';
    const after = path === 'init/error' ? 'InitError' : 'ExitError';
    expect(heard).toEqual(allowed[state] && !terminal ? [`failed one ${after} Extension.Other`] : []);
    if (terminal) expect(opened.api.registered[0]?.errorType).toBe('Extension.Broken');
  });

  test('is the end: next is refused', () => {
    const { register, report, next } = open();
    const id = register('one');
    report(path, id);
    expect(next(id).response).toEqual(
      notAllowed(path === 'init/error' ? 'InitError' : 'ExitError', 'Ready', id),
    );
  });
});

describe('other calls', () => {
  test.each([
    ['GET', 'register', 405],
    ['POST', 'event/next', 405],
    ['GET', 'init/error', 405],
    ['PUT', 'exit/error', 405],
    ['GET', 'event/last', 404],
    ['GET', 'constructor', 404],
  ])('%s %s is %i', (method, path, status) => {
    expect(open().send({ method, path }).response).toEqual(
      status === 405
        ? { status, headers: {}, body: '' }
        : { status, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' },
    );
  });
});

test('a request is known by its identifier', () => {
  const { api, register } = open();
  const id = register('one');
  const asked = (headers: Record<string, string>) =>
    api.identify({ method: 'PUT', path: '/2022-07-01/telemetry', headers, body: '' });
  expect(asked({ 'lambda-extension-identifier': id })).toMatchObject({ name: 'one' });
  expect(asked({})).toMatchObject({ status: 403 });
  expect(asked({ 'lambda-extension-identifier': STRANGER })).toEqual(
    refused('Unknown Lambda-Extension-Identifier', 'Extension.UnknownExtensionIdentifier'),
  );
});
