import type { TraceEvent } from '../cloud/trace.ts';
import type { SimulatorTarget } from '../targets/simulator.ts';
import type { Check, CheckOutcome, CheckResult, ClientCheckContext, SimulatorCheckContext } from './check.ts';
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<CheckOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timeout', seconds: limitMs / 1000 }), limitMs);
  });
  const watch = watchTrace(`trace for ${check.id}`, context, target, traced);
  try {
    const verdict = check.reads === 'simulator' ? check.run(watch.context) : check.run(context);
    const { id, step, title, hints } = check;
    const outcome = await Promise.race([verdict, limit]);
    // An account that keeps a check waiting may not answer for its trace either.
    const log = outcome.kind === 'timeout' ? [] : logIn(await target.traceFrom(traced));
    return { id, step, title, hints, outcome, log };
  } finally {
    clearTimeout(timer);
    watch.stop();
  }
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
