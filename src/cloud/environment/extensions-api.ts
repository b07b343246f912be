import type { Random } from '../random.ts';
import { ACCEPTED, json, METHOD_NOT_ALLOWED, NOT_FOUND, refusal } from './api-responses.ts';
import { jsonProblem } from './json-problem.ts';
import type { RuntimeApiRequest, RuntimeApiResponse } from './runtime-api.ts';

const EVENTS = ['INVOKE', 'SHUTDOWN'] as const;
type ExtensionEvent = (typeof EVENTS)[number];
export type ShutdownReason = 'spindown' | 'timeout' | 'failure';

/** An extension that has registered. An external one is a process of its own, an internal one lives in the runtime's. */
export interface RegisteredExtension {
  readonly name: string;
  readonly external: boolean;
  readonly events: readonly ExtensionEvent[];
  /** As the log's EXTENSION line names it. */
  readonly state: 'Registered' | 'Ready' | 'Running' | 'InitError' | 'ExitError';
  readonly errorType?: string;
}

/** What the environment learns of its extensions' calls; `at` is the virtual time of the call. */
export interface ExtensionsApiListener {
  registered(at: number, extension: RegisteredExtension): void;
  /** It waits for its next event. */
  ready(at: number, extension: RegisteredExtension): void;
  /** It reported that it cannot go on; `state` says whether before or after its first event. */
  failed(at: number, extension: RegisteredExtension): void;
}

/** What an extension learns of the function; without `accountId` it is told none. */
export interface ExtensionsFunction {
  functionName: string;
  functionVersion: string;
  handler: string;
  accountId?: string;
}

type Respond = (response: RuntimeApiResponse, at: number) => void;

export interface ExtensionsApi {
  /**
   * Answers at once, or holds `event/next`.
   * @param external file name of the external extension whose process asks; undefined for the runtime's process
   */
  request(request: RuntimeApiRequest, at: number, external: string | undefined, respond: Respond): void;
  readonly registered: readonly RegisteredExtension[];
  /** The one whose identifier a request carries, or the refusal of a request without. */
  identify(request: RuntimeApiRequest): RegisteredExtension | RuntimeApiResponse;
  /** From the runtime's first `next` on nothing may register. */
  closeRegistration(): void;
  /** Gives an INVOKE event to each that registered for it and waits. */
  invoke(
    event: { deadlineMs: number; requestId: string; invokedFunctionArn: string; traceId: string },
    at: number,
  ): void;
  /** Gives the SHUTDOWN event to one that registered for it, now or when it asks; then `listener.ready` is not called. */
  shutDown(name: string, reason: ShutdownReason, deadlineMs: number, at: number): void;
}

interface Extension extends RegisteredExtension {
  readonly id: string;
  state: RegisteredExtension['state'];
  errorType?: string;
  /** Answers its held `event/next`. */
  waiting?: Respond | undefined;
  /** The event that it gets when it asks next. */
  pending?: object | undefined;
}

const BASE = '/2020-01-01/extension/';
const METHODS = new Map([
  ['register', 'POST'],
  ['event/next', 'GET'],
  ['init/error', 'POST'],
  ['exit/error', 'POST'],
]);
const MAX_EXTENSIONS = 10;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const forbid = (errorType: string, errorMessage: string) => refusal(403, errorType, errorMessage);
const unknown = (errorMessage: string) => forbid('Extension.UnknownExtensionIdentifier', errorMessage);
const UNKNOWN = unknown('Unknown Lambda-Extension-Identifier');
const notAllowed = ({ state }: Extension, to: string, subject: string) =>
  forbid(
    'Extension.InvalidExtensionState',
    `State transition from ${state} to ${to} failed for extension ${subject}. Error: State transition is not allowed`,
  );

/** The Extensions API of one environment between two resets: the state machine of version 2020-01-01. */
export function createExtensionsApi(
  { functionName, functionVersion, handler, accountId }: ExtensionsFunction,
  random: Random,
  listener: ExtensionsApiListener,
): ExtensionsApi {
  const registered: Extension[] = [];
  let closed = false;

  function register({ headers, body }: RuntimeApiRequest, at: number, process: string | undefined) {
    const name = headers['lambda-extension-name'];
    if (!name) return forbid('Extension.InvalidExtensionName', 'Empty extension name');
    const asked = eventsOf(body);
    if (typeof asked === 'string') return forbid('InvalidRequestFormat', asked);
    const same = registered.find((extension) => extension.name === name);
    const external = name === process || same?.external === true;
    for (const event of asked) {
      const problem = !EVENTS.includes(event as ExtensionEvent)
        ? 'ErrorInvalidEventType'
        : event === 'SHUTDOWN' && !external
          ? 'ShutdownEventNotSupportedForInternalExtension'
          : undefined;
      if (problem) return forbid('Extension.InvalidEventType', `${event}: ${problem}`);
    }
    if (same?.external) return notAllowed(same, 'Registered', name);
    if (closed && !external)
      return forbid('Extension.RegistrationClosed', 'Extension registration closed already');
    if (registered.length >= MAX_EXTENSIONS)
      return forbid('Extension.TooManyExtensions', `Extension limit (${MAX_EXTENSIONS}) reached`);
    if (same) return forbid('Extension.InvalidExtensionState', 'Extension with this name already registered');
    const events = EVENTS.filter((event) => asked.includes(event));
    const extension: Extension = { id: random.uuid(), name, external, events, state: 'Registered' };
    registered.push(extension);
    listener.registered(at, extension);
    const features = (headers['lambda-extension-accept-feature'] ?? '').split(',').map((text) => text.trim());
    const account = accountId && features.includes('accountId') ? { accountId } : {};
    return json(
      200,
      { ...account, functionName, functionVersion, handler },
      {
        'lambda-extension-identifier': extension.id,
      },
    );
  }

  /** What is wrong with the identifier itself is said before all else. */
  function malformed({ headers }: RuntimeApiRequest) {
    const id = headers['lambda-extension-identifier'];
    if (!id)
      return forbid('Extension.MissingExtensionIdentifier', 'Missing Lambda-Extension-Identifier header');
    return UUID.test(id)
      ? undefined
      : forbid('Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier');
  }

  const find = ({ headers }: RuntimeApiRequest) =>
    registered.find(({ id }) => id === headers['lambda-extension-identifier']?.toLowerCase());

  function fail(request: RuntimeApiRequest, at: number, to: 'InitError' | 'ExitError') {
    const errorType = request.headers['lambda-extension-function-error-type'];
    if (!errorType)
      return forbid('Extension.MissingHeader', 'Lambda-Extension-Function-Error-Type not found');
    const extension = find(request);
    if (!extension) return UNKNOWN;
    if (extension.state === to) return ACCEPTED;
    const from = to === 'InitError' ? ['Registered'] : ['Registered', 'Ready', 'Running'];
    if (!from.includes(extension.state))
      return notAllowed(extension, to === 'InitError' ? to : 'Exited', extension.id);
    extension.state = to;
    extension.errorType = errorType;
    listener.failed(at, extension);
    return ACCEPTED;
  }

  function next(request: RuntimeApiRequest, at: number, respond: Respond) {
    const extension = find(request);
    if (!extension)
      return respond(unknown(`Unknown extension ${request.headers['lambda-extension-identifier']}`), at);
    if (extension.state !== 'Registered' && extension.state !== 'Running')
      return respond(notAllowed(extension, 'Ready', extension.id), at);
    extension.state = 'Ready';
    extension.waiting = respond;
    if (extension.pending) give(extension, extension.pending, at);
    else listener.ready(at, extension);
  }

  function give(extension: Extension, event: object, at: number) {
    const respond = extension.waiting;
    extension.pending = respond ? undefined : event;
    if (!respond) return;
    extension.waiting = undefined;
    extension.state = 'Running';
    respond(json(200, event, { 'lambda-extension-event-identifier': random.uuid() }), at);
  }

  return {
    request(request, at, external, respond) {
      const call = request.path.startsWith(BASE) ? request.path.slice(BASE.length) : '';
      const method = METHODS.get(call);
      if (!method) respond(NOT_FOUND, at);
      else if (method !== request.method) respond(METHOD_NOT_ALLOWED, at);
      else if (call === 'register') respond(register(request, at, external), at);
      else {
        const refused = malformed(request);
        if (refused) respond(refused, at);
        else if (call === 'event/next') next(request, at, respond);
        else respond(fail(request, at, call === 'init/error' ? 'InitError' : 'ExitError'), at);
      }
    },
    registered,
    identify: (request) => malformed(request) ?? find(request) ?? UNKNOWN,
    closeRegistration() {
      closed = true;
    },
    invoke({ deadlineMs, requestId, invokedFunctionArn, traceId }, at) {
      const event = {
        eventType: 'INVOKE',
        deadlineMs: Math.floor(deadlineMs),
        requestId,
        invokedFunctionArn,
        ...(traceId && { tracing: { type: 'X-Amzn-Trace-Id', value: traceId } }),
      };
      for (const extension of registered)
        if (extension.waiting && extension.events.includes('INVOKE')) give(extension, event, at);
    },
    shutDown(name, shutdownReason, deadlineMs, at) {
      const extension = registered.find((extension) => extension.name === name);
      const event = { eventType: 'SHUTDOWN', deadlineMs: Math.floor(deadlineMs), shutdownReason };
      if (extension?.events.includes('SHUTDOWN')) give(extension, event, at);
    },
  };
}

/** The events that a registration asks for, or what is wrong with it. */
function eventsOf(body: string): string[] | string {
  const problem = jsonProblem(body);
  if (problem !== undefined) return problem;
  const asked = JSON.parse(body) ?? {};
  if (kindOf(asked) !== 'object')
    return `json: cannot unmarshal ${kindOf(asked)} into Go value of type handler.RegisterRequest`;
  if (asked.configurationKeys?.length > 0)
    return 'configurationKeys are deprecated; use environment variables instead';
  const events = asked.events ?? [];
  const mismatch = (value: unknown, type: string) =>
    `json: cannot unmarshal ${kindOf(value)} into Go struct field .events of type ${type}`;
  if (!Array.isArray(events)) return mismatch(events, '[]core.Event');
  const wrong = events.findIndex((event) => typeof event !== 'string');
  return wrong < 0 ? events : mismatch(events[wrong], 'core.Event');
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
