import type { InvocationResult } from '../../environment/invocation.ts';
import { type CloudRequest, type CloudResponse, noContent, toBytes, toText } from '../../http.ts';
import { invalidRequestContent, notSimulated, requestTooLarge, resourceConflict } from '../errors.ts';
import { referenceOf } from '../function-name.ts';
import { type FunctionVersion, functionArn, type LambdaFunction, versionOf } from '../functions.ts';
import { mustHaveCapacity } from '../invoke/capacity.ts';
import { acquireEnvironment } from '../invoke/environments.ts';
import { route } from '../invoke/route.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import { length, mustHold, oneOf } from '../validation.ts';
import { lookUp } from './find.ts';

/** Synchronous invocation, or with `DryRun` the word that it would be taken. */
export async function invoke(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): Promise<CloudResponse> {
  const invocationType = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const logType = request.headers['x-amz-log-type'] ?? 'None';
  const clientContext = request.headers['x-amz-client-context'];
  const maxLength = LIMITS.invokeReferenceLength;
  const { Qualifier } = request.query;
  const reference = referenceOf(service.account, FunctionName, Qualifier, maxLength);
  mustHold(
    ...oneOf(invocationType, 'invocationType', ['Event', 'RequestResponse', 'DryRun']),
    ...oneOf(logType, 'logType', ['None', 'Tail']),
    ...length(clientContext, 'clientContext', 0, LIMITS.clientContextBytes),
  );
  const { target } = lookUp(service, reference, '$LATEST');
  if (request.body.length > LIMITS.requestPayloadBytes)
    throw requestTooLarge(
      `Request must be smaller than ${LIMITS.requestPayloadBytes} bytes for the InvokeFunction operation`,
    );
  const payload = toText(request.body) || '{}';
  mustBeJson(payload);
  if (invocationType === 'Event') throw notSimulated('This simulator does not queue events yet.');
  if (invocationType === 'DryRun') return noContent();
  const version = route(service, target, reference);
  mustBeReady(service, target, version, reference.qualifier);

  const requestId = service.random.uuid();
  const result = await run(service, target, version, reference.qualifier, {
    requestId,
    payload,
    invokedFunctionArn: functionArn(service.account, reference.name, reference.qualifier),
    ...(clientContext && { clientContext: atob(clientContext) }),
  });
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amz-executed-version': version.configuration.Version,
      ...(result.functionError && { 'x-amz-function-error': result.functionError }),
      ...(logType === 'Tail' && { 'x-amz-log-result': tail(result.log) }),
    },
    body: toBytes(result.payload),
  };
}

function run(
  service: LambdaService,
  target: LambdaFunction,
  version: FunctionVersion,
  qualifier: string | undefined,
  invocation: Parameters<ReturnType<typeof acquireEnvironment>['invoke']>[0],
): Promise<InvocationResult> {
  const environment = acquireEnvironment(service, version, qualifier);
  return new Promise((done) =>
    environment.invoke(invocation, (result) => {
      // The function was changed or deleted meanwhile: nothing will be sent here any more.
      if (!version.environments.includes(environment))
        environment.shutDown(service.clock.now(), goneFor(service, target, version));
      service.answered();
      done(result);
    }),
  );
}

const goneFor = ({ functions }: LambdaService, target: LambdaFunction, { configuration }: FunctionVersion) =>
  functions.get(configuration.FunctionName) === target && versionOf(target, configuration.Version)
    ? 'updated'
    : 'deleted';

function mustBeReady(
  service: LambdaService,
  target: LambdaFunction,
  version: FunctionVersion,
  qualifier: string | undefined,
) {
  if (version.configuration.state === 'Pending')
    throw resourceConflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  mustHaveCapacity(service, target, version, qualifier);
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
function tail(log: string): string {
  const bytes = toBytes(log).slice(-LIMITS.logTailBytes);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
