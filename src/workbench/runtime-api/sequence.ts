import type { Moment } from '../timeline-axis.ts';
import type { Conversation, Exchange } from './exchanges.ts';

/** A message between a process of the environment and Lambda, as one arrow; a call that Lambda answers at once is two. */
export interface Step {
  /** Of the process that calls, in `Sequence.parties`. */
  party: number;
  exchange: Exchange;
  /** A held `next` is asked in one step and answered in another. */
  part: 'asked' | 'answered' | 'whole';
  /** ms since the run began. */
  ms: number;
  /** What each party did before this step. */
  doing: readonly Doing[];
  /** What went on between the step before and this one. */
  gap?: Gap | undefined;
}

/** Of a process: it is not there yet, has not called yet, works, or Lambda holds its call. */
export type Doing = 'absent' | 'starting' | 'working' | 'waiting';

export interface Gap {
  kind: 'init' | 'init-again' | 'frozen' | 'held' | 'handler' | 'working' | 'ended';
  /** Undefined while it lasts. */
  ms?: number;
}

/** A conversation as it is drawn: who takes part, and what they say in order. */
export interface Sequence {
  /** Extensions by name, then the runtime, which is ''. */
  parties: readonly string[];
  steps: readonly Step[];
  /** What each party did after the last step, and what that comes to. */
  doing: readonly Doing[];
  tail: Gap;
}

/** A gap that is shorter is none. */
const SHORTEST_MS = 0.005;

/** Of an external extension: the runtime starts when the last has registered. */
const isRegistration = ({ extension, path, answer }: Exchange) =>
  extension !== undefined && path.endsWith('/extension/register') && answer?.status === 200;

/** With an answer to `restore/next` an environment begins, so there it is not held. */
const isHeld = ({ method, path, answer }: Exchange) =>
  method === 'GET' &&
  path.endsWith('/next') &&
  (!answer || (answer.status < 300 && !path.endsWith('/restore/next')));

type Said = Omit<Step, 'doing' | 'gap'>;

function saidIn(exchanges: readonly Exchange[], parties: readonly string[]): Said[] {
  const said = exchanges.flatMap((exchange): (Said & { place: number })[] => {
    const party = parties.indexOf(exchange.extension ?? '');
    const { askedMs, place, answer } = exchange;
    const answeredMs = askedMs + (answer?.afterMs ?? 0);
    if (!isHeld(exchange)) return [{ party, exchange, part: 'whole', ms: answeredMs, place }];
    const asked = { party, exchange, part: 'asked' as const, ms: askedMs, place };
    return answer ? [asked, { ...asked, part: 'answered', ms: answeredMs, place: answer.place }] : [asked];
  });
  return said.sort((a, b) => a.ms - b.ms || a.place - b.place).map(({ place, ...step }) => step);
}

/** Puts the calls of one environment in the order of a sequence diagram. */
export function sequenceOf({
  exchanges,
  beganMs,
  isWarm = false,
}: Omit<Conversation, 'environmentId'>): Sequence {
  const extensions = new Set(exchanges.flatMap(({ extension }) => extension ?? []));
  const parties = [...extensions, ''];
  const runtimeBegins = exchanges.findIndex(({ extension }) => extension === undefined);
  const last = exchanges.slice(0, Math.max(0, runtimeBegins)).findLast(isRegistration);
  let doing: readonly Doing[] = parties.map((party) =>
    isWarm ? 'working' : last && party === '' ? 'absent' : 'starting',
  );
  /** When each party last said or heard something; at first, when the environment began. */
  const since = parties.map(() => beganMs);
  let before = beganMs;
  /** Since when nobody does anything. */
  let frozenMs: number | undefined;
  let hasEvent = false;
  let initFailed = false;
  const steps = saidIn(exchanges, parties).map((said): Step => {
    const { party, part, ms, exchange } = said;
    const isRuntime = exchange.extension === undefined;
    const gap =
      part === 'answered'
        ? gapInCall(said, before, frozenMs)
        : gapInWork(doing[party]!, isRuntime && hasEvent, ms, since[party]!, isRuntime && initFailed);
    const step = { ...said, doing, gap };
    since[party] = ms;
    before = ms;
    if (isRuntime) hasEvent = part === 'answered';
    if (isRuntime) initFailed = exchange.path.endsWith('/init/error') && exchange.answer?.status === 202;
    const next = part === 'asked' ? 'waiting' : 'working';
    // A runtime that has not asked for an event yet is still starting, whatever it says meanwhile.
    if (part !== 'whole' || !isRuntime) doing = doing.map((each, at) => (at === party ? next : each));
    if (exchange === last && doing.at(-1) === 'absent') {
      doing = doing.with(-1, 'starting');
      since[since.length - 1] = ms;
    }
    frozenMs = doing.every((each) => each === 'waiting') ? ms : undefined;
    return step;
  });
  return { parties, steps, doing, tail: { kind: frozenMs === undefined ? 'ended' : 'frozen' } };
}

/** The time in which a call was held, if there was nothing else to see in it. */
function gapInCall({ exchange, ms }: Said, before: number, frozenMs: number | undefined): Gap | undefined {
  const frozen = exchange.answer!.resumedMs - (frozenMs ?? Number.POSITIVE_INFINITY);
  if (frozen >= SHORTEST_MS) return { kind: 'frozen', ms: frozen };
  const held = ms - Math.max(exchange.askedMs, before);
  return held >= SHORTEST_MS ? { kind: 'held', ms: held } : undefined;
}

function gapInWork(
  doing: Doing,
  isHandler: boolean,
  ms: number,
  since: number,
  again: boolean,
): Gap | undefined {
  if (doing === 'starting' && again) return { kind: 'init-again', ms: ms - since };
  if (ms - since < SHORTEST_MS || ms < 0) return undefined;
  if (doing === 'absent' || doing === 'starting') return { kind: 'init', ms: ms - since };
  return { kind: isHandler ? 'handler' : 'working', ms: ms - since };
}

/** The moment of a step in run `run`, as the timeline counts. */
export const momentOf = ({ ms }: Step, run: number): Moment =>
  ms < 0 ? { run: run - 1, ms: 'after' } : { run, ms };

/** The last step that was made by then; undefined where the moment is of another run. */
export function stepAt(steps: readonly Step[], run: number, moment: Moment | undefined): number | undefined {
  if (moment?.run === run - 1 && moment.ms === 'after') return steps[0] && steps[0].ms < 0 ? 0 : undefined;
  if (moment?.run !== run) return undefined;
  const { ms } = moment;
  const at = ms === 'after' ? steps.length - 1 : steps.findLastIndex((step) => step.ms <= ms + SHORTEST_MS);
  return at < 0 ? undefined : at;
}
