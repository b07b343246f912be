import type { AttachedRuntime } from '../cloud/runtimes/attached.ts';
import type { TraceEvent } from '../cloud/trace.ts';
import { refusal } from './deploy.ts';
import type { RunOutcome } from './run.ts';

/** An invocation that somebody serves by hand, in place of the function's runtime. Time stands still while a call is owed. */
export interface ByHand extends Pick<AttachedRuntime, 'request'> {
  /** What the account has recorded since the event was sent. */
  soFar(): Promise<readonly TraceEvent[]>;
  /** Owes nothing any more: time goes on, and what is not answered times out. */
  letGo(): void;
  /** What the caller gets in the end; the function has its own runtime again then. */
  outcome: Promise<RunOutcome>;
}

/** @param invoke sends the event, and resolves with what came of it */
export function serveByHand(
  { request, detach }: AttachedRuntime,
  soFar: () => Promise<readonly TraceEvent[]>,
  invoke: () => Promise<RunOutcome>,
): ByHand {
  const outcome = invoke().catch(refusal).finally(detach);
  return { request, soFar, letGo: detach, outcome };
}
