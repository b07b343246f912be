import type { Trace } from '../trace.ts';
import { ACCEPTED, METHOD_NOT_ALLOWED, NOT_FOUND, refusal } from './api-responses.ts';
import type { Streamed } from './invocation.ts';

/** A call to `http://${AWS_LAMBDA_RUNTIME_API}`; header names are lower case. */
export interface RuntimeApiRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface RuntimeApiResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The invocation that `next` hands to the runtime. */
interface PendingInvocation {
  requestId: string;
  payload: string;
  deadlineMs: number;
  invokedFunctionArn: string;
  traceId: string;
  clientContext?: string;
  /** Whether the caller takes a response in parts. */
  streams?: boolean;
}

/** What the environment learns from the runtime's calls; `at` is the virtual time of the call. */
export interface RuntimeApiListener {
  ready(at: number): void;
  responded(at: number, requestId: string, body: string, streamed?: Streamed): void;
  failed(at: number, requestId: string, body: string, errorType: string, streamed?: Streamed): void;
  initFailed(at: number, body: string, errorType: string): void;
}

/** The names that the API's own error messages use. */
type State =
  | 'Started'
  | 'Ready'
  | 'Running'
  | 'InvocationResponse'
  | 'InvocationErrorResponse'
  | 'RuntimeResponseSentState'
  | 'InitError';

/** 6 MB and 100 bytes (recorded 2025-11-24). */
const MAX_RESPONSE_BYTES = 6_291_556;
/** 200 MB (quotas page, 2026-10). */
const MAX_STREAMED_BYTES = 209_715_200;

const INVOCATION_PATH = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;
const NEXT_PATH = '/2018-06-01/runtime/invocation/next';
const INIT_ERROR_PATH = '/2018-06-01/runtime/init/error';

const fromBase64 = (text: string) =>
  new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));

/** Keeps `Runtime.X` and `Function.X`; anything else becomes one of the two unknowns. */
const normalizeErrorType = (errorType = ''): string =>
  /(Runtime|Function)\.[A-Z][a-zA-Z]+/.test(errorType)
    ? errorType
    : errorType.startsWith('Function.')
      ? 'Function.Unknown'
      : 'Runtime.Unknown';

export interface RuntimeApi {
  /** Answers at once, or holds `next` until `deliver` has an invocation for it. */
  request(request: RuntimeApiRequest, at: number, respond: (response: RuntimeApiResponse) => void): void;
  /** Gives `invocation` to the runtime's waiting `next`. */
  deliver(invocation: PendingInvocation, at: number): void;
}

/** The Runtime API of one runtime process: the state machine of version 2018-06-01. */
export function createRuntimeApi(
  environmentId: string,
  trace: Trace,
  listener: RuntimeApiListener,
): RuntimeApi {
  let state: State = 'Started';
  let current: PendingInvocation | undefined;
  let waiting: ((response: RuntimeApiResponse, at: number) => void) | undefined;

  const forbidden = (to: State) =>
    refusal(
      403,
      'InvalidStateTransition',
      `State transition from ${state} to ${to} failed for runtime. Error: State transition is not allowed`,
    );

  function next(at: number, respond: (response: RuntimeApiResponse, at: number) => void) {
    if (state === 'Running' && current) return respond(nextResponse(current), at);
    if (state !== 'Started' && state !== 'RuntimeResponseSentState' && state !== 'Ready')
      return respond(forbidden('Ready'), at);
    state = 'Ready';
    waiting = respond;
    trace.record({ type: 'runtime-api-waiting', at, environmentId, method: 'GET', path: NEXT_PATH });
    listener.ready(at);
  }

  function finish(
    request: RuntimeApiRequest,
    at: number,
    requestId: string,
    kind: string,
  ): RuntimeApiResponse {
    if (!current || current.requestId !== requestId)
      return refusal(400, 'InvalidRequestID', 'Invalid request ID');
    const to = kind === 'response' ? 'InvocationResponse' : 'InvocationErrorResponse';
    if (state !== 'Running') return forbidden(to);
    state = to;
    if (kind === 'error') {
      state = 'RuntimeResponseSentState';
      const errorType = normalizeErrorType(request.headers['lambda-runtime-function-error-type']);
      listener.failed(at, requestId, request.body, errorType);
      return ACCEPTED;
    }
    const mode = request.headers['lambda-runtime-function-response-mode'];
    if (mode !== undefined && mode !== 'streaming')
      return refusal(400, 'InvalidFunctionResponseMode', 'Invalid function response mode');
    state = 'RuntimeResponseSentState';
    const limit = mode === 'streaming' && current.streams ? MAX_STREAMED_BYTES : MAX_RESPONSE_BYTES;
    if (new TextEncoder().encode(request.body).length > limit) {
      const payload = {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: `Response payload size exceeded maximum allowed payload size (${limit} bytes).`,
      };
      listener.failed(at, requestId, JSON.stringify(payload), payload.errorType);
      return refusal(413, 'RequestEntityTooLarge', `Exceeded maximum allowed payload size (${limit} bytes).`);
    }
    const failedAs = request.headers['lambda-runtime-function-error-type'];
    const contentType = request.headers['content-type'] ?? 'application/octet-stream';
    const streamed = mode === 'streaming' ? { contentType, sent: request.body } : undefined;
    if (streamed && failedAs !== undefined) {
      const body = fromBase64(request.headers['lambda-runtime-function-error-body'] ?? '');
      listener.failed(at, requestId, body, normalizeErrorType(failedAs), streamed);
    } else listener.responded(at, requestId, request.body, streamed);
    return ACCEPTED;
  }

  function initError(request: RuntimeApiRequest, at: number): RuntimeApiResponse {
    if (state !== 'Started') return forbidden('InitError');
    state = 'InitError';
    listener.initFailed(
      at,
      request.body,
      normalizeErrorType(request.headers['lambda-runtime-function-error-type']),
    );
    return ACCEPTED;
  }

  return {
    request(request, at, respond) {
      const answer = (response: RuntimeApiResponse, answeredAt = at) => {
        trace.record({
          type: 'runtime-api',
          at: answeredAt,
          askedAt: at,
          environmentId,
          method: request.method,
          path: request.path,
          requestHeaders: request.headers,
          requestBody: request.body,
          status: response.status,
          responseHeaders: response.headers,
          responseBody: response.body,
        });
        respond(response);
      };
      const method = (allowed: string, run: () => void) =>
        request.method === allowed ? run() : answer(METHOD_NOT_ALLOWED);
      const invocation = INVOCATION_PATH.exec(request.path);
      if (request.path === NEXT_PATH) method('GET', () => next(at, answer));
      else if (invocation) method('POST', () => answer(finish(request, at, invocation[1]!, invocation[2]!)));
      else if (request.path === INIT_ERROR_PATH) method('POST', () => answer(initError(request, at)));
      else if (request.path === '/2018-06-01/ping')
        method('GET', () => answer({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'pong' }));
      else answer(NOT_FOUND);
    },
    deliver(invocation, at) {
      const respond = waiting;
      if (!respond) throw new Error('deliver: the runtime is not waiting in next');
      current = invocation;
      waiting = undefined;
      state = 'Running';
      respond(nextResponse(invocation), at);
    },
  };
}

function nextResponse(invocation: PendingInvocation): RuntimeApiResponse {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': invocation.requestId,
    'lambda-runtime-deadline-ms': String(Math.floor(invocation.deadlineMs)),
    'lambda-runtime-invoked-function-arn': invocation.invokedFunctionArn,
    'lambda-runtime-trace-id': invocation.traceId,
  };
  if (invocation.clientContext) headers['lambda-runtime-client-context'] = invocation.clientContext;
  return { status: 200, headers, body: invocation.payload };
}
