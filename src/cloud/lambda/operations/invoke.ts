import type { InvocationResult } from '../../environment/environment.ts';
import { type CloudRequest, type CloudResponse, toBytes, toText } from '../../http.ts';
import { invalidRequestContent, requestTooLarge, resourceConflict, tooManyRequests } from '../errors.ts';
import { functionArn } from '../functions.ts';
import { acquireEnvironment } from '../invoke/environments.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import { findFunction } from './functions.ts';

/** Synchronous invocation of `$LATEST`. */
export async function invoke(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): Promise<CloudResponse> {
  const target = findFunction(service, FunctionName, `${FunctionName}:$LATEST`);
  if (request.body.length > LIMITS.requestPayloadBytes)
    throw requestTooLarge(
      `Request must be smaller than ${LIMITS.requestPayloadBytes} bytes for the InvokeFunction operation`,
    );
  const payload = toText(request.body) || '{}';
  assertJson(payload);
  if (target.configuration.state === 'Pending')
    throw resourceConflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  const busy = [...service.functions.values()]
    .flatMap(({ environments }) => environments)
    .filter((one) => one.busy());
  if (busy.length >= LIMITS.concurrentExecutions) throw tooManyRequests('ConcurrentInvocationLimitExceeded');

  const clientContext = request.headers['x-amz-client-context'];
  const requestId = service.random.uuid();
  const environment = acquireEnvironment(service, target);
  const result = await new Promise<InvocationResult>((done) =>
    environment.invoke(
      {
        requestId,
        payload,
        invokedFunctionArn: functionArn(service.account, FunctionName),
        ...(clientContext && { clientContext: atob(clientContext) }),
      },
      (result) => {
        service.answered();
        done(result);
      },
    ),
  );
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amz-executed-version': '$LATEST',
      ...(result.functionError && { 'x-amz-function-error': result.functionError }),
      ...(request.headers['x-amz-log-type'] === 'Tail' && { 'x-amz-log-result': tail(result.log) }),
    },
    body: toBytes(result.payload),
  };
}

function assertJson(payload: string) {
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
function tail(log: string): string {
  const bytes = toBytes(log).slice(-LIMITS.logTailBytes);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
