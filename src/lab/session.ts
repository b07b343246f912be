import {
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaServiceException,
  ResourceNotFoundException,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import type { Reclaimed } from '../cloud/trace.ts';
import type { SimulatorTarget } from '../targets/simulator.ts';
import { billFor } from './bill.ts';
import type { Check, CheckResult, ClientCheckContext } from './check.ts';
import { buildDeploymentPackage, findSyntaxError, PackagingError } from './deployment-package.ts';
import { type Environments, follow, type KeptEnvironments } from './environments.ts';
import { judge } from './judge.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import { readFailure, readLog, readReport } from './log.ts';
import { findMistake, type Mistake, type MistakeFound } from './mistake.ts';
import type { EnvironmentEnd, FunctionFailure, RunOutcome } from './run.ts';

type Refused = Extract<RunOutcome, { kind: 'refused' }>;

/** A lab with a Lambda behind it. Functions stay deployed between runs, so the second run finds a warm environment. */
export interface LabSession {
  /** Deploys `files` if they changed since the last run, and invokes the function with `eventText` (JSON). */
  run(files: readonly SourceFile[], eventText: string): Promise<RunOutcome>;
  /** Invokes the function `times` at once, as `times` callers would: each waits for an environment of its own. */
  runAtOnce(files: readonly SourceFile[], eventText: string, times: number): Promise<AtOnce | Refused>;
  /** Gives up the function's environments, so that the next run starts cold. */
  newEnvironment(): Promise<Environments>;
  /** Lets `ms` of virtual time pass in which nobody invokes the function. */
  advance(ms: number): Promise<Environments>;
  /** The function's environments as they are now. Looking changes nothing in them. */
  environments(): Promise<KeptEnvironments>;
  /** Deploys `files` and judges them; `refused` when they cannot be deployed. */
  check(files: readonly SourceFile[]): Promise<Judged | Refused>;
}

/** What invocations at the same time came to: each by itself, and `together` as one stretch of time with every lane in it. */
interface AtOnce {
  kind: 'at once';
  outcomes: readonly RunOutcome[];
  together: RunOutcome;
}

/** What the checks found, and the common mistake that it looks like. */
interface Judged {
  kind: 'judged';
  results: CheckResult[];
  mistake?: MistakeFound;
}

/**
 * @param loadChecks the lab's checks, asked for when they are first needed
 * @param loadMistakes its common mistakes, asked for when a check fails
 */
export function createLabSession(
  lab: LabSettings,
  target: SimulatorTarget,
  loadChecks: () => Promise<readonly Check[]>,
  loadMistakes: () => Promise<readonly Mistake[]> = async () => [],
): LabSession {
  const functionName = lab.id;
  let deployed: string | undefined;
  let traced = 0;
  let origin: number | undefined;
  const warm = new Set<string>();
  const gone = new Map<string, Reclaimed>();
  /** So many of `gone` were told with an earlier run. */
  let told = 0;

  async function deploy(files: readonly SourceFile[]): Promise<Refused | undefined> {
    const fingerprint = JSON.stringify(files);
    try {
      const isThere = await exists(target, functionName);
      if (isThere && deployed === fingerprint) return undefined;
      const ZipFile = buildDeploymentPackage(files);
      if (isThere)
        await target.client.send(new UpdateFunctionCodeCommand({ FunctionName: functionName, ZipFile }));
      else {
        origin = undefined;
        traced = 0;
        told = 0;
        warm.clear();
        gone.clear();
        await target.client.send(
          new CreateFunctionCommand({
            FunctionName: functionName,
            Runtime: lab.runtime,
            Handler: lab.handler,
            Role: target.roleArn,
            MemorySize: lab.memorySize,
            Timeout: lab.timeout,
            Environment: { Variables: lab.environment },
            Code: { ZipFile },
          }),
        );
      }
      await target.functionReady(functionName);
      deployed = fingerprint;
      return undefined;
    } catch (error) {
      return refusal(error);
    }
  }

  async function invoke(eventText: string) {
    const output = await target.client.send(
      new InvokeCommand({
        FunctionName: functionName,
        Payload: new TextEncoder().encode(eventText),
        LogType: 'Tail',
      }),
    );
    const payload = new TextDecoder().decode(output.Payload);
    const tail = new TextDecoder().decode(
      Uint8Array.from(atob(output.LogResult ?? ''), (character) => character.charCodeAt(0)),
    );
    return { payload, tail, failed: output.FunctionError !== undefined };
  }

  async function newEvents() {
    const events = await target.traceFrom(traced);
    traced += events.length;
    follow(warm, gone, events);
    return events;
  }

  const goneSince = (count: number): EnvironmentEnd[] =>
    [...gone].slice(count).map(([environmentId, reason]) => ({ environmentId, reason }));

  async function environmentsAfter(act: () => Promise<void>): Promise<Environments> {
    await newEvents();
    const before = { warm: warm.size, gone: gone.size };
    await act();
    await newEvents();
    return { reclaimed: before.warm - warm.size, warm: warm.size, ended: goneSince(before.gone) };
  }

  /** The last invocation with its init. The client gives 4 KB of log at most; the trace has all of it. */
  async function observed(tail: string) {
    const events = await newEvents();
    const lines = events.filter((event) => event.type === 'log');
    const spans = events.filter((event) => event.type === 'phase');
    origin ??= spans[0]?.from ?? 0;
    const from = origin;
    const ended = goneSince(told);
    told = gone.size;
    return {
      log: lines.length > 0 ? lines.map(({ source, text }) => ({ kind: source, text })) : readLog(tail),
      phases: spans.map((span) => ({
        environmentId: span.environmentId,
        phase: span.phase,
        fromMs: span.from - from,
        toMs: span.to - from,
        ...(span.parts && { parts: span.parts.map(({ of, from, to }) => ({ of, ms: to - from })) }),
      })),
      ended,
      trace: events,
    };
  }

  function outcomeOf(
    { payload, tail, failed }: Awaited<ReturnType<typeof invoke>>,
    seen: Awaited<ReturnType<typeof observed>>,
    files: readonly SourceFile[],
  ): RunOutcome {
    const report = readReport(tail);
    const record = { ...seen, report, bill: billFor(report.billedDurationMs, report.memorySizeMB) };
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

  const checkContext = (files: readonly SourceFile[]): ClientCheckContext => ({
    client: target.client,
    functionName,
    lab,
    async invoke(event) {
      const { payload, tail, failed } = await invoke(JSON.stringify(event));
      return {
        payload: JSON.parse(payload),
        log: tail,
        ...(failed && { failure: failureOf(payload, files) }),
      };
    },
  });

  return {
    newEnvironment: () => environmentsAfter(() => target.reclaim(functionName)),
    async environments() {
      await newEvents();
      return { alive: await target.environments(functionName), gone };
    },
    advance: (ms) => environmentsAfter(() => target.advance(ms)),
    async run(files, eventText) {
      const refused = await deploy(files);
      if (refused) return refused;
      try {
        await newEvents();
        const answer = await invoke(eventText);
        return outcomeOf(answer, await observed(answer.tail), files);
      } catch (error) {
        return refusal(error);
      }
    },
    async runAtOnce(files, eventText, times) {
      const refused = await deploy(files);
      if (refused) return refused;
      try {
        await newEvents();
        target.gather(times);
        const answers = await Promise.all(Array.from({ length: times }, () => invoke(eventText)));
        const seen = await observed('');
        const outcomes = answers.map((answer) => outcomeOf(answer, seen, files));
        const failed = outcomes.find(({ kind }) => kind === 'failed');
        return { kind: 'at once', outcomes, together: failed ?? (outcomes[0] as RunOutcome) };
      } catch (error) {
        return refusal(error);
      }
    },
    async check(files) {
      const refused = await deploy(files);
      if (refused) return refused;
      try {
        const results: CheckResult[] = [];
        for (const check of await loadChecks()) {
          await newEvents();
          results.push(await judge(check, checkContext(files), target, traced));
        }
        const passes = results.every(({ outcome }) => outcome.kind === 'pass');
        const mistake = passes ? undefined : findMistake(results, await loadMistakes());
        return { kind: 'judged', results, ...(mistake && { mistake }) };
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

async function exists(target: SimulatorTarget, functionName: string): Promise<boolean> {
  try {
    await target.client.send(new GetFunctionCommand({ FunctionName: functionName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

/** What the learner can act on; anything else is a fault of the workbook and is thrown on. */
function refusal(error: unknown): Refused {
  if (error instanceof PackagingError)
    return {
      kind: 'refused',
      name: error.name,
      message: error.message,
      ...(error.location && { location: error.location }),
    };
  if (error instanceof LambdaServiceException || (error instanceof Error && error.name === 'SandboxStopped'))
    return { kind: 'refused', name: error.name, message: error.message };
  throw error;
}
