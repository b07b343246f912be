import { InvokeCommand, type InvokeCommandOutput, type LambdaClient } from '@aws-sdk/client-lambda';
import { billFor } from './bill.ts';
import type { ClientCheckContext } from './check.ts';
import { findSyntaxError } from './deployment-package.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import { readFailure, readReport } from './log.ts';
import type { FunctionFailure, RunOutcome } from './run.ts';

/** What one invocation answered; `payload` is JSON text, `tail` the last 4 KB of its log. */
export interface Answer {
  payload: string;
  /** The version that ran; empty where a browser may not read it. */
  version: string;
  failed: boolean;
  tail: string;
}

/** Invokes a function with `eventText` (JSON) and asks for its log. */
export async function invokeFunction(
  client: LambdaClient,
  FunctionName: string,
  eventText: string,
  Qualifier?: string,
): Promise<Answer> {
  const Payload = new TextEncoder().encode(eventText);
  const output = await client.send(new InvokeCommand({ FunctionName, Qualifier, Payload, LogType: 'Tail' }));
  const tail = Uint8Array.from(atob(output.LogResult ?? ''), (character) => character.charCodeAt(0));
  return { ...answerOf(output), tail: new TextDecoder().decode(tail) };
}

export const answerOf = ({ Payload, FunctionError, ExecutedVersion = '' }: InvokeCommandOutput) => ({
  payload: new TextDecoder().decode(Payload),
  version: ExecutedVersion,
  failed: FunctionError !== undefined,
});

type Seen = Pick<Extract<RunOutcome, { kind: 'returned' }>, 'log' | 'phases' | 'ended' | 'trace'>;

/** An answer as the outcome of a run, with what was seen of it besides. */
export function outcomeOf(
  { payload, tail, failed }: Answer,
  seen: Seen,
  files: readonly SourceFile[],
): RunOutcome {
  const report = readReport(tail);
  const bill = report && billFor(report.billedDurationMs, report.memorySizeMB);
  const record = { ...seen, report, bill };
  return failed
    ? { kind: 'failed', failure: failureOf(payload, files), payload, ...record }
    : { kind: 'returned', payload, ...record };
}

function failureOf(payload: string, files: readonly SourceFile[]): FunctionFailure {
  const failure = readFailure(payload, files);
  if (failure.errorType !== 'Runtime.UserCodeSyntaxError') return failure;
  const location = files.map(findSyntaxError).find((found) => found?.location)?.location;
  return location ? { ...failure, location } : failure;
}

/** What a check on the function of `lab` may touch. */
export const clientContext = (
  lab: LabSettings,
  client: LambdaClient,
  files: readonly SourceFile[],
): ClientCheckContext => ({
  client,
  functionName: lab.id,
  lab,
  files,
  async invoke(event, qualifier) {
    const answer = await invokeFunction(client, lab.id, JSON.stringify(event), qualifier);
    const { payload, tail, version, failed } = answer;
    return {
      payload: JSON.parse(payload),
      log: tail,
      version,
      ...(failed && { failure: failureOf(payload, files) }),
    };
  },
});
