import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { TraceEvent } from '../cloud/trace.ts';
import type { SimulatorTarget } from '../targets/simulator.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import type { FunctionFailure, LogLine } from './run.ts';

/** What a check found. The five never stand for one another. */
export type CheckOutcome =
  | { kind: 'pass' }
  | { kind: 'fail'; expected: string; actual: string }
  | { kind: 'error'; failure: FunctionFailure }
  | { kind: 'timeout'; seconds: number }
  | { kind: 'unavailable'; reason: string };

/** What a `client` check may touch: the SDK client and the function that the learner's code was deployed to. */
export interface ClientCheckContext {
  client: LambdaClient;
  functionName: string;
  lab: LabSettings;
  /** The learner's files, with those that stay beside the function. */
  files: readonly SourceFile[];
  /** Invokes `$LATEST`, or the version or alias `qualifier`, with `event`, and reads the answer. */
  invoke(event: unknown, qualifier?: string): Promise<Answer>;
}

/** What an invocation came to: `payload` is the parsed result, `version` the one that served it. */
interface Answer {
  payload: unknown;
  failure?: FunctionFailure;
  log: string;
  version: string;
}

/** What a `simulator` check may touch besides: what the simulated account recorded since this check began. */
export interface SimulatorCheckContext extends ClientCheckContext {
  /** Everything recorded up to the latest answer of the client. */
  trace(): readonly TraceEvent[];
  /** Virtual time of the latest answer, ms since 1970. */
  now(): number;
  /** Lets virtual time run on until nothing is scheduled any more; `trace()` then has that, too. */
  settled(): Promise<void>;
  /** One request to the account's S3, whatever the function's role; `path` is `/bucket/key?query`, encoded. */
  s3: SimulatorTarget['s3'];
}

interface CheckWords {
  id: string;
  /** The item of the ordered list in `brief.mdx` that it proves, from 1. */
  step: number;
  title: string;
  /** From a nudge to nearly the answer. */
  hints: readonly [string, ...string[]];
}

/** A check on what the client returned, so it holds in the simulator and in an account alike. */
interface ClientCheck extends CheckWords {
  reads: 'client';
  run(context: ClientCheckContext): Promise<CheckOutcome>;
}

/** A check on what only the simulator can tell: the trace, virtual time. */
interface SimulatorCheck extends CheckWords {
  reads: 'simulator';
  run(context: SimulatorCheckContext): Promise<CheckOutcome>;
}

export type Check = ClientCheck | SimulatorCheck;

/** One check with what it found. */
export interface CheckResult {
  id: string;
  step: number;
  title: string;
  hints: readonly string[];
  outcome: CheckOutcome;
  /** What the function logged while the check ran it; at most the latest 1000 lines. */
  log: readonly LogLine[];
}
