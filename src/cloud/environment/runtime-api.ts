import { crc32 } from '../crc32.ts';
import { isLonger, toBytes } from '../http.ts';
import { createRandom } from '../random.ts';
import { ACCEPTED, METHOD_NOT_ALLOWED, NOT_FOUND, refusal } from './api-responses.ts';
import type { Streamed } from './invocation.ts';

/** A call to `http://${AWS_LAMBDA_RUNTIME_API}`; header names are lower case. */
export interface RuntimeApiRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The connection ended before the body did. */
  truncated?: boolean;
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
  contentType?: string;
  cognitoIdentity?: { cognitoIdentityId: string; cognitoIdentityPoolId: string };
  tenantId?: string;
  /** Whether the caller takes a response in parts. */
  streams?: boolean;
}

/** What the environment learns from the runtime's calls; `at` is the virtual time of the call. */
export interface RuntimeApiListener {
  ready(at: number): void;
  responded(at: number, requestId: string, body: string, streamed?: Streamed): void;
  failed(at: number, requestId: string, body: string, errorType: string, streamed?: Streamed): void;
  initFailed(at: number, body: string, errorType: string): void;
  /** Its init is over, and the snapshot can be taken. Without this there is no SnapStart. */
  restoreReady?(at: number): void;
  restoreFailed?(at: number, body: string, errorType: string): void;
}

/** The names that the API's own error messages use. */
type State =
  | 'Started'
  | 'Ready'
  | 'Running'
  | 'InvocationResponse'
  | 'InvocationErrorResponse'
  | 'RuntimeResponseSentState'
  | 'InitError'
  | 'RestoreReady'
  | 'Restoring'
  | 'RuntimeRestoreErrorState';

/** 6 MB and 100 bytes (recorded 2025-11-24). */
const MAX_RESPONSE_BYTES = 6_291_556;
/** 200 MB (quotas page, 2026-10). */
const MAX_STREAMED_BYTES = 209_715_200;

const INVOCATION_PATH = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;
const NEXT_PATH = '/2018-06-01/runtime/invocation/next';
const INIT_ERROR_PATH = '/2018-06-01/runtime/init/error';
export const RESTORE_NEXT_PATH = '/2018-06-01/runtime/restore/next';
const RESTORE_ERROR_PATH = '/2018-06-01/runtime/restore/error';

const RESTORED: RuntimeApiResponse = { status: 200, headers: {}, body: '' };

/** What the error trailer of a stream says; nothing when it cannot be read. */
function fromBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** Keeps `Runtime.X` and `Function.X`; anything else becomes one of the two unknowns. */
const normalizeErrorType = (errorType = ''): string =>
  /(Runtime|Function)\.[A-Z][a-zA-Z]+/.test(errorType)
    ? errorType
    : errorType.startsWith('Function.')
      ? 'Function.Unknown'
      : 'Runtime.Unknown';

const errorTypeOf = ({ headers }: RuntimeApiRequest) =>
  normalizeErrorType(headers['lambda-runtime-function-error-type']);

/** The error as the caller gets it. One that comes with its cause, for X-Ray alone, is read for that, else it may be anything. */
function errorBodyOf({ headers, body }: RuntimeApiRequest): string {
  if (headers['content-type'] !== 'application/vnd.aws.lambda.error.cause+json') return body;
  try {
    const error = JSON.parse(body);
    const { errorMessage = '', errorType = '', stackTrace = [] } = error;
    const texts = [errorMessage, errorType, ...stackTrace];
    const wellFormed = typeof error === 'object' && Array.isArray(stackTrace);
    if (wellFormed && texts.every((text) => typeof text === 'string'))
      return JSON.stringify({ errorMessage, errorType, ...(stackTrace.length > 0 && { stackTrace }) });
  } catch {}
  return '"Invalid error body"';
}

/** A name of its own for each delivery, made of what tells it from others: chance would disturb what else hangs on it. */
const invocationIdOf = ({ requestId, deadlineMs }: PendingInvocation): string =>
  createRandom(crc32(toBytes(`${requestId} ${Math.floor(deadlineMs)}`))).uuid();

type Respond = (response: RuntimeApiResponse, at: number) => void;

export interface RuntimeApi {
  /** Answers at once, or holds `next` until `deliver` has an invocation for it. */
  request(request: RuntimeApiRequest, at: number, respond: Respond): void;
  /** Gives `invocation` to the runtime's waiting `next`. */
  deliver(invocation: PendingInvocation, at: number): void;
  /** Tells the runtime, which waits for that, that it was restored from a snapshot. */
  restore(at: number): void;
}

/** The Runtime API of one runtime process: the state machine of version 2018-06-01. */
export function createRuntimeApi(listener: RuntimeApiListener): RuntimeApi {
  let state: State = 'Started';
  let current: PendingInvocation | undefined;
  let currentId = '';
  let waiting: Respond[] = [];

  const forbidden = (to: State) =>
    refusal(
      403,
      'InvalidStateTransition',
      `State transition from ${state} to ${to} failed for runtime. Error: State transition is not allowed`,
    );

  function next(at: number, respond: Respond) {
    if (state === 'Running' && current) return respond(nextResponse(current, currentId), at);
    if (
      state !== 'RuntimeResponseSentState' &&
      state !== 'Started' &&
      state !== 'Ready' &&
      state !== 'Restoring'
    )
      return respond(forbidden('Ready'), at);
    waiting.push(respond);
    if (state === 'Ready') return;
    state = 'Ready';
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
    const invocationId = request.headers['lambda-runtime-invocation-id'];
    if (invocationId && invocationId !== currentId)
      return refusal(400, 'InvalidInvocationId', 'Invalid invocation ID');
    const to = kind === 'response' ? 'InvocationResponse' : 'InvocationErrorResponse';
    if (state !== 'Running') return forbidden(to);
    state = to;
    if (kind === 'response') return respondTo(current, request, at);
    state = 'RuntimeResponseSentState';
    listener.failed(at, requestId, errorBodyOf(request), errorTypeOf(request));
    return ACCEPTED;
  }

  function respondTo({ requestId, streams }: PendingInvocation, request: RuntimeApiRequest, at: number) {
    const { headers, body } = request;
    const mode = headers['lambda-runtime-function-response-mode'];
    // The state stays: nothing but the timeout ends the invocation.
    if (mode && mode !== 'streaming')
      return refusal(400, 'InvalidFunctionResponseMode', 'Invalid function response mode');
    state = 'RuntimeResponseSentState';
    const fail = (errorType: string, errorMessage: string) =>
      listener.failed(at, requestId, JSON.stringify({ errorType, errorMessage }), errorType);
    if (request.truncated) {
      fail('Runtime.TruncatedResponse', 'HTTP request detected as truncated');
      return refusal(400, 'TruncatedHTTPRequest', 'HTTP request detected as truncated');
    }
    const limit = mode && streams ? MAX_STREAMED_BYTES : MAX_RESPONSE_BYTES;
    if (isLonger(body, limit)) {
      fail(
        'Function.ResponseSizeTooLarge',
        `Response payload size exceeded maximum allowed payload size (${limit} bytes).`,
      );
      return refusal(413, 'RequestEntityTooLarge', `Exceeded maximum allowed payload size (${limit} bytes).`);
    }
    const contentType = headers['content-type'] ?? 'application/octet-stream';
    const streamed = mode ? { contentType, sent: body } : undefined;
    if (streamed && headers['lambda-runtime-function-error-type'] !== undefined) {
      const error = fromBase64(headers['lambda-runtime-function-error-body'] ?? '');
      listener.failed(at, requestId, error, errorTypeOf(request), streamed);
    } else listener.responded(at, requestId, body, streamed);
    return ACCEPTED;
  }

  function initError(request: RuntimeApiRequest, at: number): RuntimeApiResponse {
    if (state === 'Restoring') return restoreError(request, at);
    if (state !== 'Started') return forbidden('InitError');
    state = 'InitError';
    listener.initFailed(at, request.body, errorTypeOf(request));
    return ACCEPTED;
  }

  function restoreNext(at: number, respond: Respond) {
    // In the emulator's words, which name the state that a refused `next` would lead to.
    if (state !== 'Started') return respond(forbidden('Ready'), at);
    state = 'RestoreReady';
    waiting.push(respond);
    listener.restoreReady?.(at);
  }

  function restoreError(request: RuntimeApiRequest, at: number): RuntimeApiResponse {
    if (state !== 'Restoring') return forbidden('RuntimeRestoreErrorState');
    state = 'RuntimeRestoreErrorState';
    listener.restoreFailed?.(at, request.body, errorTypeOf(request));
    return ACCEPTED;
  }

  return {
    request(request, at, respond) {
      const answer = (response: RuntimeApiResponse, answeredAt = at) => respond(response, answeredAt);
      const method = (allowed: string, run: () => void) =>
        request.method === allowed ? run() : answer(METHOD_NOT_ALLOWED);
      const invocation = INVOCATION_PATH.exec(request.path);
      if (request.path === NEXT_PATH) method('GET', () => next(at, answer));
      else if (invocation) method('POST', () => answer(finish(request, at, invocation[1]!, invocation[2]!)));
      else if (request.path === INIT_ERROR_PATH) method('POST', () => answer(initError(request, at)));
      else if (listener.restoreReady && request.path === RESTORE_NEXT_PATH)
        method('GET', () => restoreNext(at, answer));
      else if (listener.restoreReady && request.path === RESTORE_ERROR_PATH)
        method('POST', () => answer(restoreError(request, at)));
      else if (request.path === '/2018-06-01/ping')
        method('GET', () => answer({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'pong' }));
      else answer(NOT_FOUND);
    },
    deliver(invocation, at) {
      if (waiting.length === 0) throw new Error('deliver: the runtime is not waiting in next');
      const answered = waiting;
      current = invocation;
      currentId = invocationIdOf(invocation);
      waiting = [];
      state = 'Running';
      for (const respond of answered) respond(nextResponse(invocation, currentId), at);
    },
    restore(at) {
      if (state !== 'RestoreReady') throw new Error('restore: the runtime is not waiting for it');
      const answered = waiting;
      waiting = [];
      state = 'Restoring';
      for (const respond of answered) respond(RESTORED, at);
    },
  };
}

/** Its headers, but for those that have nothing to say. */
function nextResponse(invocation: PendingInvocation, invocationId: string): RuntimeApiResponse {
  const { invokedFunctionArn, traceId, clientContext, cognitoIdentity, tenantId } = invocation;
  const headers: Record<string, string> = {
    'content-type': invocation.contentType ?? 'application/json',
    'lambda-runtime-aws-request-id': invocation.requestId,
    'lambda-runtime-deadline-ms': String(Math.floor(invocation.deadlineMs)),
  };
  if (invokedFunctionArn) headers['lambda-runtime-invoked-function-arn'] = invokedFunctionArn;
  if (traceId) headers['lambda-runtime-trace-id'] = traceId;
  headers['lambda-runtime-invocation-id'] = invocationId;
  if (clientContext) headers['lambda-runtime-client-context'] = clientContext;
  if (cognitoIdentity) headers['lambda-runtime-cognito-identity'] = JSON.stringify(cognitoIdentity);
  if (tenantId) headers['lambda-runtime-aws-tenant-id'] = tenantId;
  return { status: 200, headers, body: invocation.payload };
}
