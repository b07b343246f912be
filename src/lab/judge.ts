import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import type { TraceEvent } from '../cloud/trace.ts';
import type { SimulatorTarget } from '../targets/simulator.ts';
import type { Check, CheckOutcome, CheckResult, ClientCheckContext, SimulatorCheckContext } from './check.ts';
import { readLog } from './log.ts';
import type { LogLine } from './run.ts';

/** Real milliseconds that one check may take. */
const CHECK_LIMIT_MS = 20_000;

/**
 * Judges the function that is deployed with one check, which gets `limitMs` of real time.
 * @param traced how many events of the account's trace were there before
 */
export async function judge(
  check: Check,
  context: ClientCheckContext,
  target: SimulatorTarget,
  traced: number,
  limitMs = CHECK_LIMIT_MS,
): Promise<CheckResult> {
  const watch = watchTrace(`trace for ${check.id}`, context, target, traced);
  try {
    const outcome = await within(
      limitMs,
      check.reads === 'simulator' ? check.run(watch.context) : check.run(context),
    );
    // An account that keeps a check waiting may not answer for its trace either.
    const log = outcome.kind === 'timeout' ? [] : logIn(await target.traceFrom(traced));
    return resultOf(check, outcome, log);
  } finally {
    watch.stop();
  }
}

/** Real milliseconds that one check may take in an account, where the network and cold starts take real time. */
const ACCOUNT_LIMIT_MS = 120_000;

/** Judges the function that is deployed in a learner's own account with one check. */
export async function judgeInAccount(check: Check, context: ClientCheckContext): Promise<CheckResult> {
  if (check.reads === 'simulator')
    return resultOf(
      check,
      { kind: 'unavailable', reason: 'Only the simulator shows what this check reads.' },
      [],
    );
  const log: LogLine[] = [];
  const listening: ClientCheckContext = {
    ...context,
    async invoke(event, qualifier) {
      const answer = await context.invoke(event, qualifier);
      log.push(...readLog(answer.log));
      return answer;
    },
  };
  return resultOf(check, await within(ACCOUNT_LIMIT_MS, check.run(listening)), log.slice(-LONGEST_LOG));
}

const resultOf = ({ id, step, title, hints }: Check, outcome: CheckOutcome, log: LogLine[]): CheckResult => ({
  id,
  step,
  title,
  hints,
  outcome,
  log,
});

/** The verdict, or that it took longer than `limitMs`. */
async function within(limitMs: number, verdict: Promise<CheckOutcome>): Promise<CheckOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<CheckOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timeout', seconds: limitMs / 1000 }), limitMs);
  });
  try {
    return await Promise.race([verdict.catch(missing), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** A check may ask for what the learner has yet to make. */
function missing(error: unknown): CheckOutcome {
  if (!(error instanceof ResourceNotFoundException)) throw error;
  return { kind: 'fail', expected: 'the account to have it', actual: error.message };
}

const LONGEST_LOG = 1000;

const logIn = (events: readonly TraceEvent[]): LogLine[] =>
  events
    .flatMap((event) => (event.type === 'log' ? [{ kind: event.source, text: event.text }] : []))
    .slice(-LONGEST_LOG);

/** Until it is stopped, each answer of the client brings along what the account recorded up to it. */
function watchTrace(name: string, context: ClientCheckContext, target: SimulatorTarget, from: number) {
  let events: readonly TraceEvent[] = [];
  const catchUp = async () => {
    events = await target.traceFrom(from);
  };
  target.client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } finally {
        await catchUp();
      }
    },
    { step: 'initialize', name, override: true },
  );
  const watching: SimulatorCheckContext = {
    ...context,
    trace: () => events,
    now: () => events.reduce((latest, event) => Math.max(latest, timeOf(event)), 0),
    async settled() {
      await target.functionReady(context.functionName);
      await catchUp();
    },
    s3: target.s3,
  };
  return { context: watching, stop: () => void target.client.middlewareStack.remove(name) };
}

const timeOf = (event: TraceEvent) => ('at' in event ? event.at : event.to);
