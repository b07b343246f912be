import { callWithCallback, reportUncaught } from './callbacks.ts';
import { logError, openLog, setLogRequest } from './console.ts';
import { door, parse, stringify } from './door.ts';
import { RuntimeError, toRapidResponse } from './failure.ts';
import { type Handler, loadHandler, takesCallbacks } from './handler.ts';
import { whenEventLoopEmpties } from './process.ts';
import { runProgram } from './program.ts';
import { openResponseStream, streamed, streams } from './response-stream.ts';

/** What the Runtime API answers to whoever asks for the next event. */
interface Next {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const API = '/2018-06-01/runtime';
const NEXT = `{"method":"GET","path":"${API}/invocation/next","headers":{}}`;

const askForNext = (): Promise<Next> =>
  new Promise((serve) =>
    door.runtimeApi(NEXT, '', (head, body) => {
      const next = parse(head);
      next.body = body;
      serve(next);
    }),
  );

/** Of a head that holds nothing to quote, but for the headers: each invocation makes one. */
const post = (path: string, body: string, headers: string): Promise<unknown> =>
  new Promise((done) =>
    door.runtimeApi(`{"method":"POST","path":"${API}${path}","headers":${headers}}`, body, done),
  );

/** As JSON, whatever the function's code did to Object.prototype. */
const asJson = (headers: Record<string, string>) => stringify({ __proto__: null, ...headers });

/** Loads the handler, then serves one invocation after the other; or runs a program. */
export async function run(program?: string): Promise<void> {
  if (program !== undefined) return runProgram(program);
  const { env } = process;
  openLog(env);
  // A promise that is never settled holds up no process, not even the one for which the runtime waits.
  whenEventLoopEmpties(() => process.exit());
  let handler: Handler;
  try {
    handler = await loadHandler(env._HANDLER ?? '');
  } catch (error) {
    logError('Init Error', error);
    const response = toRapidResponse(error);
    await post('/init/error', stringify(response), asJson(errorHeaders(response.errorType)));
    return door.exit(1);
  }
  // The connection for the response is open from the start.
  if (streams(handler)) door.whenIdle(undefined);
  for (;;) {
    const next = await askForNext();
    if (next.status !== 200) return door.exit(1);
    await serve(handler, next);
  }
}

async function serve(handler: Handler, next: Next) {
  const requestId = next.headers['lambda-runtime-aws-request-id'] ?? '';
  setLogRequest(requestId);
  process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'];
  const invocationId = next.headers['lambda-runtime-invocation-id'] ?? '';
  const postResponse = (body: string, headers: string) =>
    post(`/invocation/${requestId}/response`, body, headers);
  const withId = (headers: Record<string, string>) =>
    asJson({ 'lambda-runtime-invocation-id': invocationId, ...headers });
  const postError = (error: unknown) => {
    const response = toRapidResponse(error);
    const headers = withId(errorHeaders(response.errorType));
    return post(`/invocation/${requestId}/error`, stringify(response), headers);
  };
  const callbacks = takesCallbacks();
  if (callbacks) reportUncaught(postError);
  try {
    const event = parse(next.body);
    const context = contextOf(next.headers, callbacks);
    if (streams(handler))
      await stream(handler, event, context, (body, headers) => postResponse(body, withId(headers)));
    else {
      const result = callbacks ? callWithCallback(handler, event, context) : handler(event, context);
      await postResponse(toPayload(await result), `{"lambda-runtime-invocation-id":"${invocationId}"}`);
    }
  } catch (error) {
    logError('Invoke Error', error);
    await postError(error);
  }
}

/** The head of a response that comes in pieces. */
const STREAMING = { 'lambda-runtime-function-response-mode': 'streaming', 'transfer-encoding': 'chunked' };

async function stream(
  handler: Handler,
  event: unknown,
  context: object,
  respond: (body: string, headers: Record<string, string>) => Promise<unknown>,
) {
  const response = openResponseStream(handler);
  try {
    const { contentType, body } = await streamed(handler(event, response.stream, context), response);
    await respond(body, { ...STREAMING, 'content-type': contentType });
  } catch (error) {
    const failure = toRapidResponse(error);
    logError('Invoke Error', error);
    response.stream.end();
    const { contentType, body } = await response.finished;
    await respond(body, {
      ...STREAMING,
      'content-type': contentType,
      // These two are trailers: they come after the body.
      'lambda-runtime-function-error-type': failure.errorType,
      'lambda-runtime-function-error-body': Buffer.from(stringify(failure)).toString('base64'),
    });
  }
}

const errorHeaders = (errorType: string) => ({ 'lambda-runtime-function-error-type': errorType });

function toPayload(result: unknown): string {
  try {
    return stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new RuntimeError('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
}

/** The context object, its fields in the order in which Lambda shows them. */
function contextOf(headers: Next['headers'], callbacks: boolean) {
  const { env } = process;
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const clientContext = headers['lambda-runtime-client-context'];
  return {
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext ? parse(clientContext) : undefined,
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    tenantId: headers['lambda-runtime-aws-tenant-id'],
    ...(!callbacks && { xRayTraceId: headers['lambda-runtime-trace-id'] }),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}
