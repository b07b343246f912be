import { type CloudRequest, type CloudResponse, noContent, toBytes, toText } from '../../http.ts';
import { invalidRequestContent, requestTooLarge } from '../errors.ts';
import { type FunctionReference, referenceOf } from '../function-name.ts';
import type { LambdaFunction } from '../functions.ts';
import { accept } from '../invoke/event-queue.ts';
import type { Lineage } from '../invoke/lineage.ts';
import { type Event, run } from '../invoke/run.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import { length, mustHold, oneOf } from '../validation.ts';
import { lookUp } from './find.ts';

/** Invokes a function and answers with what it returns; with `Event` once the event is queued, with `DryRun` that it would be taken. */
export async function invoke(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): Promise<CloudResponse> {
  const types = ['Event', 'RequestResponse', 'DryRun'];
  const { target, reference, event, invocationType, tail } = invocationOf(
    service,
    request,
    FunctionName,
    types,
  );
  if (invocationType === 'Event') return queued(service, reference, event.payload);
  if (invocationType === 'DryRun') return noContent();
  const { requestId, version, result } = await run(service, target, reference, event);
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amz-executed-version': version.configuration.Version,
      ...(result.functionError && { 'x-amz-function-error': result.functionError }),
      ...(tail && { 'x-amz-log-result': tailOf(result.log) }),
    },
    body: toBytes(result.payload),
  };
}

/** Takes an event of an asynchronous invocation that a function asks for. @throws ServiceError when it is not accepted */
export function acceptInvocation(
  service: LambdaService,
  request: CloudRequest,
  functionName: string,
  { at, lineageTo }: { at: number; lineageTo: (functionName: string) => Lineage | undefined },
): CloudResponse {
  const { reference, event } = invocationOf(service, request, functionName, ['Event']);
  return queued(service, reference, event.payload, lineageTo(reference.name), at);
}

function queued(
  service: LambdaService,
  { name: functionName, qualifier }: FunctionReference,
  payload: string,
  lineage?: Lineage,
  at?: number,
): CloudResponse {
  const { requestId } = accept(service, { functionName, qualifier, payload, lineage }, at);
  return { statusCode: 202, headers: { 'x-amzn-requestid': requestId }, body: new Uint8Array() };
}

interface AskedInvocation {
  target: LambdaFunction;
  reference: FunctionReference;
  event: Event & { payload: string };
  invocationType: string;
  /** Whether the end of the log is asked for. */
  tail: boolean;
}

/** What the clients of AWS say of a payload, whatever it is. */
const OF_ANY_PAYLOAD = 'application/octet-stream';

/** What a request to invoke asks for. @throws ServiceError when it is malformed, or there is no such function */
export function invocationOf(
  service: LambdaService,
  request: CloudRequest,
  functionName: string,
  types: readonly string[],
): AskedInvocation {
  const invocationType = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const logType = request.headers['x-amz-log-type'] ?? 'None';
  const clientContext = request.headers['x-amz-client-context'];
  const maxLength = LIMITS.invokeReferenceLength;
  const reference = referenceOf(service.account, functionName, request.query.Qualifier, maxLength);
  mustHold(
    ...oneOf(invocationType, 'invocationType', types),
    ...oneOf(logType, 'logType', ['None', 'Tail']),
    ...length(clientContext, 'clientContext', 0, LIMITS.clientContextBytes),
  );
  const { target } = lookUp(service, reference, '$LATEST');
  mustFit(request.body.length, invocationType);
  const payload = toText(request.body) || '{}';
  mustBeJson(payload);
  const contentType = request.headers['content-type'];
  const event = {
    payload,
    ...(clientContext && { clientContext: atob(clientContext) }),
    ...(contentType && contentType !== OF_ANY_PAYLOAD && { contentType }),
  };
  return { target, reference, event, invocationType, tail: logType === 'Tail' };
}

/** In the words that callers report of either (2025). */
function mustFit(bytes: number, invocationType: string) {
  if (invocationType === 'Event' && bytes > LIMITS.eventPayloadBytes)
    throw requestTooLarge(
      `${bytes} byte payload is too large for the Event invocation type (limit ${LIMITS.eventPayloadBytes} bytes)`,
    );
  if (bytes > LIMITS.requestPayloadBytes)
    throw requestTooLarge(
      `Request must be smaller than ${LIMITS.requestPayloadBytes} bytes for the InvokeFunction operation`,
    );
}

function mustBeJson(payload: string) {
  try {
    JSON.parse(payload);
  } catch {
    const [first = ''] = payload.trim();
    throw invalidRequestContent(
      `Could not parse request body into json: Could not parse payload into json: Unexpected character ('${first}' (code ${first.codePointAt(0)})): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
    );
  }
}

/** Base64 of the last 4 KB. */
export function tailOf(log: string): string {
  const bytes = toBytes(log).slice(-LIMITS.logTailBytes);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
