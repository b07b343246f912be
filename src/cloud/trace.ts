import type { ShutdownReason } from './environment/extensions-api.ts';

/** What happened in the account, in the order and at the virtual times (ms since 1970) at which it happened. */
export type TraceEvent =
  | {
      type: 'environment';
      at: number;
      environmentId: string;
      functionName: string;
      functionVersion: string;
      /** Where CloudWatch Logs would have what it writes. */
      logGroupName: string;
      logStreamName: string;
    }
  | {
      type: 'phase';
      phase: Phase;
      from: number;
      to: number;
      environmentId: string;
      requestId?: string;
      /** What an init or a restore consists of, in order. */
      parts?: readonly InitPart[];
    }
  | { type: 'log'; at: number; environmentId: string; requestId?: string; source: LogSource; text: string }
  | {
      type: 'runtime-api';
      /** When it was answered; a `next` may have waited since `askedAt`. */
      at: number;
      askedAt: number;
      environmentId: string;
      /** The external extension whose process asked; undefined for the runtime's. */
      extension?: string;
      method: string;
      path: string;
      requestHeaders: Readonly<Record<string, string>>;
      requestBody: string;
      status: number;
      responseHeaders: Readonly<Record<string, string>>;
      responseBody: string;
    }
  /** A `next` that nothing answers yet. */
  | {
      type: 'runtime-api-waiting';
      at: number;
      environmentId: string;
      extension?: string;
      method: string;
      path: string;
    }
  /** The share of an extension in a phase: until it asked for its next event, or ended. */
  | {
      type: 'extension-phase';
      phase: Phase | 'shutdown';
      name: string;
      from: number;
      to: number;
      environmentId: string;
      requestId?: string;
    }
  /** Lambda ended the processes of an environment with extensions, which took until `to`. */
  | { type: 'shutdown'; from: number; to: number; environmentId: string; reason: ShutdownReason }
  /** Work was cut short because nothing but the timeout could end it. */
  | { type: 'skipped-ahead'; from: number; to: number; environmentId: string }
  /** Lambda gave an environment up: it was idle for too long, its function was changed or deleted, another runtime took over, this was asked of the simulator, or it was there for a snapshot alone. */
  | { type: 'reclaimed'; at: number; environmentId: string; reason: Reclaimed }
  /** The function's code called another service; the answer was there `latencyMs` later. */
  | {
      type: 'service-call';
      at: number;
      latencyMs: number;
      environmentId: string;
      requestId?: string;
      service: 's3' | 'sqs' | 'lambda';
      /** As in the API reference; undefined when the simulator has no such operation. */
      operation: string | undefined;
      statusCode: number;
    }
  | { type: 'request'; at: number; operation: string; statusCode: number }
  | ({ at: number; requestId: string; functionName: string } & QueuedEventStep);

/** What becomes of an event of an asynchronous invocation: accepted, tried, put back until it is tried again, ended and sent on. */
export type QueuedEventStep =
  | { type: 'event-accepted' }
  /** `attempt` counts from 1. */
  | { type: 'event-attempt'; attempt: number }
  | { type: 'event-waits'; until: number; because: 'function-error' | 'throttled' | 'not-ready' }
  | { type: 'event-ended'; condition: EventCondition }
  /** Its record, or for a dead-letter queue the event itself; `problem` says why it did not get there. */
  | { type: 'event-sent'; as: 'on-success' | 'on-failure' | 'dead-letter'; to: string; problem?: string };

/** As the record for a destination says it; the word for a stopped chain is ours. That the function, or its qualifier, is gone has no record: the event is dropped. */
export type EventCondition =
  | 'Success'
  | 'RetriesExhausted'
  | 'EventAgeExceeded'
  | 'ZeroReservedConcurrency'
  | 'RecursiveInvocation'
  | 'FunctionGone';

/**
 * The init of a fresh environment is `init`; one that is re-run inside an invocation is `suppressed-init`. With SnapStart, an environment
 * begins with `restore`.
 */
export type Phase = 'init' | 'restore' | 'suppressed-init' | 'invoke';

/**
 * External extensions start until all have registered, then the runtime starts, then the code outside the handler runs; in a restore
 * the snapshot comes back, then the hooks run.
 */
export interface InitPart {
  of: 'extension' | 'runtime' | 'function' | 'snapshot' | 'hooks';
  from: number;
  to: number;
}

export type Reclaimed =
  | 'idle'
  | 'updated'
  | 'deleted'
  | 'asked'
  | 'taken-over'
  | 'snapshot-taken'
  | 'init-failed';

/** Lambda itself, or what the function wrote. */
export type LogSource = 'platform' | 'function';

export interface Trace {
  readonly events: readonly TraceEvent[];
  record(event: TraceEvent): void;
}

/** @param kept without it nothing is kept */
export function createTrace(kept: boolean): Trace {
  const events: TraceEvent[] = [];
  return { events, record: (event) => void (kept && events.push(event)) };
}
