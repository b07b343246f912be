import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { LabSettings } from './lab.ts';
import type { FunctionFailure } from './run.ts';

/** What a check found. The five never stand for one another. */
export type CheckOutcome =
  | { kind: 'pass' }
  | { kind: 'fail'; expected: string; actual: string }
  | { kind: 'error'; failure: FunctionFailure }
  | { kind: 'timeout'; seconds: number }
  | { kind: 'unavailable'; reason: string };

/** What a `client` check may touch: the SDK client and the function that the learner's code was deployed to. */
interface ClientCheckContext {
  client: LambdaClient;
  functionName: string;
  lab: LabSettings;
  /** Invokes the function with `event` and reads the answer; `payload` is the parsed result. */
  invoke(event: unknown): Promise<{ payload: unknown; failure?: FunctionFailure; log: string }>;
}

/** A check judges what the client returned, so it holds in the simulator and in an account alike. */
interface ClientCheck {
  reads: 'client';
  id: string;
  title: string;
  /** From a nudge to nearly the answer. */
  hints: readonly [string, ...string[]];
  run(context: ClientCheckContext): Promise<CheckOutcome>;
}

export type Check = ClientCheck;

/** One check with what it found. */
export interface CheckResult {
  id: string;
  title: string;
  hints: readonly string[];
  outcome: CheckOutcome;
}
