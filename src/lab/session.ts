import type { InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda';
import type { Reclaimed, TraceEvent } from '../cloud/trace.ts';
import type { SimulatorTarget } from '../targets/simulator.ts';
import { type ByHand, serveByHand } from './by-hand.ts';
import type { Check, CheckResult } from './check.ts';
import { deployer, type Refused, refusal } from './deploy.ts';
import { type Environments, follow, type KeptEnvironments } from './environments.ts';
import { answerOf, clientContext, invokeFunction, outcomeOf } from './invocation.ts';
import { judge } from './judge.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import { readLog } from './log.ts';
import { findMistake, type Mistake, type MistakeFound } from './mistake.ts';
import type { EnvironmentEnd, RunOutcome } from './run.ts';
import { NOTHING_ELSE, type StartingAccount } from './starting-account.ts';

/** A lab with a Lambda behind it. Functions stay deployed between runs, so the second run finds a warm environment. */
export interface LabSession {
  /** Of the account that the lab's function is in. */
  readonly client: LambdaClient;
  /** Lets the simulated time pass until nothing is scheduled any more. */
  settled(): Promise<void>;
  /** Makes `files` the code of the function, unless they are; `undefined` when they are now. */
  deploy(files: readonly SourceFile[]): Promise<Refused | undefined>;
  /** Begins to read the trace anew: it is that of another account, or of the same one elsewhere. */
  forget(): void;
  /** Makes `files` a function where there is none yet. */
  create(files: readonly SourceFile[]): Promise<Refused | undefined>;
  /** What others than a run had the function do since the last look, as the run of its last answer; `undefined` when nothing ran. */
  sinceLast(files: readonly SourceFile[]): Promise<RunOutcome | undefined>;
  /** Deploys `files`, and invokes the function with `eventText` (JSON). */
  run(files: readonly SourceFile[], eventText: string): Promise<RunOutcome>;
  /** Deploys `files`, and sends `eventText` (JSON) to the function while somebody serves it in place of its runtime. */
  byHand(files: readonly SourceFile[], eventText: string): Promise<ByHand | Refused>;
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
export interface Judged {
  kind: 'judged';
  results: CheckResult[];
  mistake?: MistakeFound;
}

/**
 * @param loadChecks the lab's checks, asked for when they are first needed
 * @param loadMistakes its common mistakes, asked for when a check fails
 * @param loadAccount what else the account begins with, asked for when the function is created
 */
export function createLabSession(
  lab: LabSettings,
  target: SimulatorTarget,
  loadChecks: () => Promise<readonly Check[]>,
  loadMistakes: () => Promise<readonly Mistake[]> = async () => [],
  loadAccount: () => Promise<StartingAccount> = async () => NOTHING_ELSE,
): LabSession {
  const functionName = lab.id;
  let reading: Promise<unknown> = Promise.resolve();
  let answered: InvokeCommandOutput | undefined;
  let traced = 0;
  let origin: number | undefined;
  const warm = new Set<string>();
  const gone = new Map<string, Reclaimed>();
  const shutdowns = new Map<string, number>();
  /** So many of `gone` were told with an earlier run. */
  let told = 0;

  target.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName === 'InvokeCommand') answered = result.output as InvokeCommandOutput;
        return result;
      },
    { step: 'initialize' },
  );

  const forget = () => {
    origin = undefined;
    traced = 0;
    told = 0;
    warm.clear();
    gone.clear();
    shutdowns.clear();
  };
  const { deploy, create } = deployer(lab, target, () => {
    forget();
    return loadAccount();
  });

  const invoke = (eventText: string) => invokeFunction(target.client, functionName, eventText);

  /** What nobody has been given yet. */
  function newEvents(): Promise<readonly TraceEvent[]> {
    const read = reading.then(async () => {
      const events = await target.traceFrom(traced);
      traced += events.length;
      follow(warm, gone, events);
      for (const event of events)
        if (event.type === 'shutdown') shutdowns.set(event.environmentId, event.to - event.from);
      return events;
    });
    reading = read.catch(() => undefined);
    return read;
  }

  const goneSince = (count: number): EnvironmentEnd[] =>
    [...gone].slice(count).map(([environmentId, reason]) => {
      const shutdownMs = shutdowns.get(environmentId);
      return { environmentId, reason, ...(shutdownMs !== undefined && { shutdownMs }) };
    });

  async function environmentsAfter(act: () => Promise<void>): Promise<Environments> {
    await newEvents();
    const before = { warm: warm.size, gone: gone.size };
    await act();
    await target.functionReady(functionName);
    const trace = await newEvents();
    return { reclaimed: before.warm - warm.size, warm: warm.size, ended: goneSince(before.gone), trace };
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
        ...extensionsIn(span, events),
      })),
      ended,
      trace: events,
    };
  }

  const checkContext = (files: readonly SourceFile[]) => clientContext(lab, target.client, files);

  return {
    client: target.client,
    settled: () => target.functionReady(functionName),
    deploy,
    forget,
    create,
    async sinceLast(files) {
      const seen = await observed('');
      const tail = seen.log.map(({ text }) => text).join('\n');
      const isInvoked = seen.phases.some(({ phase }) => phase === 'invoke');
      if (!answered || !isInvoked) return undefined;
      return outcomeOf({ ...answerOf(answered), tail }, seen, files);
    },
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
    async byHand(files, eventText) {
      const refused = await deploy(files);
      if (refused) return refused;
      await newEvents();
      const from = traced;
      return serveByHand(
        await target.attach(functionName),
        () => target.traceFrom(from),
        async () => {
          const answer = await invoke(eventText);
          return outcomeOf(answer, await observed(answer.tail), files);
        },
      );
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
        // What earlier runs left in their environments, a full /tmp for one, is not judged.
        await target.reclaim(functionName);
        await newEvents();
        for (const check of await loadChecks()) {
          results.push(await judge(check, checkContext(files), target, traced));
          await newEvents();
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

function extensionsIn(span: Extract<TraceEvent, { type: 'phase' }>, events: readonly TraceEvent[]) {
  const extensions = events.flatMap((event) =>
    event.type === 'extension-phase' &&
    event.environmentId === span.environmentId &&
    event.from === span.from &&
    event.phase === span.phase
      ? [{ name: event.name, ms: event.to - event.from }]
      : [],
  );
  return extensions.length > 0 ? { extensions } : {};
}
