import { toBytes, toText } from '../../http.ts';
import type { EventCondition } from '../../trace.ts';
import { functionArn } from '../functions.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import type { Lineage } from './lineage.ts';

/** An event that Lambda has accepted and is not done with: plain data, times in ms since 1970. */
export interface QueuedEvent {
  /** The same in every attempt. */
  requestId: string;
  functionName: string;
  qualifier: string | undefined;
  /** JSON text. */
  payload: string;
  /** Of the chain that it belongs to, itself included; none when a client began with it. */
  lineage: Lineage | undefined;
  acceptedAt: number;
  /** When it is tried, or was. */
  dueAt: number;
  /** How often the function has run with it. */
  invokeCount: number;
  /** How often in a row it was put back without having run. */
  returns: number;
  /** Of the last run. */
  response: { executedVersion: string; functionError: string | undefined; payload: string } | undefined;
}

/** What a destination gets; a queue shows `attributes` beside the body. */
export interface Message {
  body: string;
  attributes: Readonly<Record<string, { DataType: string; StringValue: string }>>;
}

/** The record of an event, as destinations get it (recorded 2025-11). */
export function recordOf(
  { account, clock }: LambdaService,
  event: QueuedEvent,
  condition: EventCondition,
): Message {
  const { requestId, functionName, qualifier = '$LATEST', payload, invokeCount, response } = event;
  const record = {
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    requestContext: {
      requestId,
      functionArn: functionArn(account, functionName, qualifier),
      condition,
      approximateInvokeCount: invokeCount,
    },
    requestPayload: JSON.parse(payload),
    ...(response && {
      responseContext: {
        statusCode: 200,
        executedVersion: response.executedVersion,
        functionError: response.functionError,
      },
      responsePayload: JSON.parse(response.payload),
    }),
  };
  return { body: JSON.stringify(record), attributes: {} };
}

/** As the API reference has it of `RecursiveInvocationException`, 2026-10. */
const RECURSIVE =
  "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation.";

/** What a dead-letter queue gets: the event itself, and the error beside it (recorded 2025-11). */
export function deadLetter(
  { requestId, payload, response }: QueuedEvent,
  condition: EventCondition,
): Message {
  const said: { errorMessage?: unknown } | null = response ? JSON.parse(response.payload) : null;
  const [code, otherwise] =
    condition === 'RecursiveInvocation' ? ['400', RECURSIVE] : ['429', 'Rate Exceeded.'];
  const message = response ? String(said?.errorMessage ?? '') : otherwise;
  const attribute = (DataType: string, StringValue: string) => ({ DataType, StringValue });
  return {
    body: payload,
    attributes: {
      RequestID: attribute('String', requestId),
      ErrorCode: attribute('Number', response ? '200' : code),
      ErrorMessage: attribute('String', toText(toBytes(message).slice(0, LIMITS.deadLetterMessageBytes))),
    },
  };
}
