import { type CloudRequest, type CloudResponse, noContent, toBytes } from '../../http.ts';
import { eventMessage } from '../event-stream.ts';
import { run } from '../invoke/run.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { invocationOf, tailOf } from './invoke.ts';

/**
 * Invokes a function for its response in parts. A streaming handler's response is one part, which comes at its end; so is what another
 * handler returns. What the last event says of an error is not recorded: here it is what Invoke says in a header and a body.
 */
export async function invokeWithResponseStream(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): Promise<CloudResponse> {
  const types = ['RequestResponse', 'DryRun'];
  const { target, reference, event, invocationType, tail } = invocationOf(
    service,
    request,
    FunctionName,
    types,
  );
  if (invocationType === 'DryRun') return noContent(AS_EVENTS);
  const asked = { ...event, streams: true };
  const { requestId, version, result } = await run(service, target, reference, asked);
  const { payload, functionError, streamed } = result;
  const sent = streamed?.sent ?? (functionError ? '' : payload);
  const complete = {
    ...(functionError && { ErrorCode: functionError, ErrorDetails: payload }),
    ...(tail && { LogResult: tailOf(result.log) }),
  };
  return {
    statusCode: 200,
    headers: {
      ...AS_EVENTS,
      'x-amzn-requestid': requestId,
      'x-amz-executed-version': version.configuration.Version,
    },
    body: joined([
      ...(sent === '' ? [] : [eventMessage('PayloadChunk', 'application/octet-stream', toBytes(sent))]),
      eventMessage('InvokeComplete', 'application/json', toBytes(JSON.stringify(complete))),
    ]),
  };
}

const AS_EVENTS = { 'content-type': 'application/vnd.amazon.eventstream' };

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
