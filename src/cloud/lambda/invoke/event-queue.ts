import { CALIBRATION } from '../../environment/calibration.ts';
import type { InvocationResult } from '../../environment/invocation.ts';
import { toBytes } from '../../http.ts';
import type { EventCondition, QueuedEventStep } from '../../trace.ts';
import { ServiceError } from '../errors.ts';
import { functionArn, type LambdaFunction, versionOf } from '../functions.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';
import { deliver } from './destinations.ts';
import { continued, invocationsIn } from './lineage.ts';
import { deadLetter, type Message, type QueuedEvent, recordOf } from './queued-event.ts';
import { start } from './run.ts';

/** Queues an event; it is tried at once. */
export function accept(
  service: LambdaService,
  asked: Pick<QueuedEvent, 'functionName' | 'qualifier' | 'payload' | 'lineage'>,
  at = service.clock.now(),
): QueuedEvent {
  const event: QueuedEvent = {
    requestId: service.random.uuid(),
    ...asked,
    acceptedAt: at,
    dueAt: at,
    invokeCount: 0,
    returns: 0,
    response: undefined,
  };
  service.events.set(event.requestId, event);
  record(service, event, { type: 'event-accepted' }, at);
  schedule(service, event);
  return event;
}

/** Tries the event when it is due. One that was being tried when the account was saved is tried again: at least once. */
export function schedule(service: LambdaService, event: QueuedEvent): void {
  service.clock.schedule(event.dueAt, () => attempt(service, event));
}

function attempt(service: LambdaService, event: QueuedEvent): void {
  const target = service.functions.get(event.functionName);
  const refused = refusal(service, event, target);
  if (!target || refused) end(service, event, target, refused ?? 'FunctionGone');
  else tryNow(service, event, target);
}

/** Why the event is not even tried. */
function refusal(
  service: LambdaService,
  event: QueuedEvent,
  target: LambdaFunction | undefined,
): EventCondition | undefined {
  if (!target) return 'FunctionGone';
  if (loops(service, event, target)) return 'RecursiveInvocation';
  if (target.reservedConcurrency === 0) return 'ZeroReservedConcurrency';
  return service.clock.now() >= expiry(target, event) ? 'EventAgeExceeded' : undefined;
}

/** Whether its function was invoked too often in the chain that it belongs to. */
function loops({ account }: LambdaService, { functionName, lineage }: QueuedEvent, target: LambdaFunction) {
  const count = lineage === undefined ? 0 : invocationsIn(lineage, functionArn(account, functionName));
  const most = target.recursiveLoop === 'Terminate' ? LIMITS.chainInvocations : CALIBRATION.chainInvocations;
  return count > most;
}

function tryNow(service: LambdaService, event: QueuedEvent, target: LambdaFunction): void {
  const { functionName: name, qualifier, requestId, payload, lineage } = event;
  try {
    const asked = { requestId, payload, ...(lineage && { lineage }) };
    const { version } = start(service, target, { name, qualifier }, asked, (result) =>
      judge(service, event, target, version.configuration.Version, result),
    );
    record(service, event, { type: 'event-attempt', attempt: event.invokeCount + 1 });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.statusCode === 404) end(service, event, target, 'FunctionGone');
    else backOff(service, event, target, error.statusCode === 429 ? 'throttled' : 'not-ready');
  }
}

function backOff(
  service: LambdaService,
  event: QueuedEvent,
  target: LambdaFunction,
  because: 'throttled' | 'not-ready',
): void {
  const { min, max } = LIMITS.eventBackOffSeconds;
  const seconds = Math.min(min * 2 ** event.returns, max);
  event.returns += 1;
  putBack(service, event, target, seconds, because);
}

function judge(
  service: LambdaService,
  event: QueuedEvent,
  target: LambdaFunction,
  executedVersion: string,
  { payload, functionError }: InvocationResult,
): void {
  event.invokeCount += 1;
  event.returns = 0;
  event.response = { executedVersion, functionError, payload };
  const retries = configOf(target, event)?.MaximumRetryAttempts ?? LIMITS.eventRetries.default;
  const seconds = LIMITS.eventRetrySeconds[event.invokeCount - 1];
  if (!functionError) end(service, event, target, 'Success');
  else if (event.invokeCount > retries || seconds === undefined)
    end(service, event, target, 'RetriesExhausted');
  else putBack(service, event, target, seconds, 'function-error');
}

/** It waits for so many seconds, or until it is too old. */
function putBack(
  service: LambdaService,
  event: QueuedEvent,
  target: LambdaFunction,
  seconds: number,
  because: 'function-error' | 'throttled' | 'not-ready',
): void {
  event.dueAt = Math.min(service.clock.now() + seconds * 1000, expiry(target, event));
  record(service, event, { type: 'event-waits', until: event.dueAt, because });
  schedule(service, event);
}

/** Nothing more is done with it, but that its record goes where the function's owner wants it. */
function end(
  service: LambdaService,
  event: QueuedEvent,
  target: LambdaFunction | undefined,
  condition: EventCondition,
): void {
  service.events.delete(event.requestId);
  record(service, event, { type: 'event-ended', condition });
  if (!target || condition === 'FunctionGone') return;
  const { OnSuccess, OnFailure } = configOf(target, event)?.DestinationConfig ?? {};
  const about = recordOf(service, event, condition);
  if (condition === 'Success') {
    send(service, event, 'on-success', OnSuccess?.Destination, about);
    return;
  }
  const deadLetters = versionFor(target, event)?.configuration.DeadLetterConfig;
  send(service, event, 'dead-letter', deadLetters?.TargetArn, deadLetter(event, condition));
  send(service, event, 'on-failure', OnFailure?.Destination, about);
}

function send(
  service: LambdaService,
  event: QueuedEvent,
  as: 'on-success' | 'on-failure' | 'dead-letter',
  to: string | undefined,
  message: Message,
): void {
  if (to === undefined) return;
  const problem = isFunction(to)
    ? sendToFunction(service, event, to, message)
    : deliver(service, event.functionName, to, message);
  record(service, event, { type: 'event-sent', as, to, ...(problem && { problem }) });
}

const isFunction = (arn: string) => arn.split(':')[2] === 'lambda';

/** @returns what was in the way */
function sendToFunction(
  service: LambdaService,
  from: QueuedEvent,
  arn: string,
  { body }: Message,
): string | undefined {
  const [, , , , , , functionName = '', qualifier] = arn.split(':');
  if (!service.functions.has(functionName)) return `Function not found: ${arn}`;
  if (toBytes(body).length > LIMITS.eventPayloadBytes) return 'The record is larger than an event may be.';
  const arnOf = (name: string) => functionArn(service.account, name);
  const lineage = continued(from.lineage, arnOf(from.functionName), arnOf(functionName));
  accept(service, { functionName, qualifier, payload: body, lineage });
  return undefined;
}

const configOf = ({ eventInvokeConfigs }: LambdaFunction, { qualifier = '$LATEST' }: QueuedEvent) =>
  eventInvokeConfigs.get(qualifier);

/** The version that ran last, else the one that would. */
function versionFor(target: LambdaFunction, { response, qualifier = '$LATEST' }: QueuedEvent) {
  const number = response?.executedVersion ?? target.aliases.get(qualifier)?.FunctionVersion ?? qualifier;
  return versionOf(target, number);
}

/** When the event is too old. */
function expiry(target: LambdaFunction, event: QueuedEvent): number {
  const seconds = configOf(target, event)?.MaximumEventAgeInSeconds ?? LIMITS.eventAgeSeconds.default;
  return event.acceptedAt + seconds * 1000;
}

function record(
  { trace, clock }: LambdaService,
  event: QueuedEvent,
  step: QueuedEventStep,
  at = clock.now(),
): void {
  const { requestId, functionName } = event;
  trace.record({ at, requestId, functionName, ...step });
}
