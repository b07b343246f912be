import type { Check, CheckOutcome, SimulatorCheckContext } from '../../src/lab/check.ts';

interface Checkpoint {
  archive: number;
  cursor: string | null;
  orders: number;
  revenue: number;
}

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
const fail = (expected: string, actual: unknown): CheckOutcome => ({
  kind: 'fail',
  expected,
  actual: typeof actual === 'string' ? actual : show(actual),
});

const PAGES = 48;
/** Lambda stops a chain at about the 16th; the job needs four. */
const MOST_ROUNDS = 8;
const GIVE_UP_AFTER = 60;

/** An archive that the code cannot have seen before, to be read from `page` on. */
const beginAt = (page: number): Checkpoint => ({
  archive: 3000 + Math.floor(Math.random() * 90_000),
  cursor: `page-${page}`,
  orders: 0,
  revenue: 0,
});

/** What the pages of an archive hold together. */
function sumsOf(archive: number, from: number, to: number) {
  const sums = { orders: 0, revenue: 0 };
  for (let page = from; page < to; page += 1) {
    sums.orders += 100 + ((archive + page * 7) % 50);
    sums.revenue += (archive * 13 + page * 29) % 1000;
  }
  return sums;
}

/** How long they take to read. */
function secondsOf(archive: number, from: number, to: number) {
  let seconds = 0;
  for (let page = from; page < to; page += 1) seconds += 20 + page + ((archive * 31 + page * 17) % 14);
  return seconds;
}

/** Sends an event, and waits for whatever rounds the function starts after it. */
async function send({ invoke, settled }: SimulatorCheckContext, event: unknown) {
  const answer = await invoke(event);
  await settled();
  return answer;
}

/** What the function has answered in each round so far, as it told the Runtime API. */
const answersIn = ({ trace }: SimulatorCheckContext): unknown[] =>
  trace().flatMap((event) =>
    event.type === 'runtime-api' && /\/invocation\/[^/]+\/response$/.test(event.path)
      ? [JSON.parse(event.requestBody)]
      : [],
  );

/** Of all rounds so far, by Lambda's own REPORT lines. */
const billedMsIn = ({ trace }: SimulatorCheckContext): number =>
  trace().reduce((sum, event) => {
    const report = event.type === 'log' && event.source === 'platform' ? event.text : '';
    return sum + Number(/\tBilled Duration: (\d+) ms/.exec(report)?.[1] ?? 0);
  }, 0);

/** Sends the last answer as the next event, wherever the function does not go on by itself, until the job is done. */
async function playThrough(context: SimulatorCheckContext, begin: Checkpoint) {
  let checkpoint = begin;
  for (let sent = 1; sent <= GIVE_UP_AFTER; sent += 1) {
    const { failure } = await send(context, checkpoint);
    if (failure) return { kind: 'error', failure } as const;
    const answers = answersIn(context);
    const last = answers.at(-1) as Partial<Checkpoint> | null;
    if (last?.cursor === null) return { kind: 'done', answer: last, rounds: answers.length } as const;
    if (typeof last?.cursor !== 'string' || last.cursor === checkpoint.cursor)
      return fail('an answer whose cursor has moved on', last);
    checkpoint = last as Checkpoint;
  }
  return fail('cursor: null at the end of the job', `not done after ${GIVE_UP_AFTER} events`);
}

async function addsUpFrom(context: SimulatorCheckContext, page: number): Promise<CheckOutcome> {
  const begin = { ...beginAt(page), ...sumsOf(7, 1, page) };
  const played = await playThrough(context, begin);
  if (played.kind !== 'done') return played;
  const read = sumsOf(begin.archive, page, PAGES + 1);
  const expected = show({
    archive: begin.archive,
    cursor: null,
    orders: begin.orders + read.orders,
    revenue: begin.revenue + read.revenue,
  });
  const { archive, cursor, orders, revenue } = played.answer;
  const actual = show({ archive, cursor, orders, revenue });
  if (actual !== expected) return fail(expected, actual);
  const seconds = secondsOf(begin.archive, page, PAGES + 1);
  const billed = billedMsIn(context) / 1000;
  return billed >= seconds
    ? { kind: 'pass' }
    : fail(`${seconds} seconds of reading`, `${Math.round(billed)} seconds in all`);
}

/** Sends one event; the rounds after it are the function's own. */
async function carriesOn(context: SimulatorCheckContext): Promise<CheckOutcome> {
  const begin = beginAt(1);
  const { failure } = await send(context, begin);
  if (failure) return { kind: 'error', failure };
  const answers = answersIn(context);
  const { archive } = begin;
  const expected = show({ archive, cursor: null, ...sumsOf(archive, 1, PAGES + 1) });
  const last = show(answers.at(-1));
  if (last === expected) return { kind: 'pass' };
  const stopped = context
    .trace()
    .some((event) => event.type === 'event-ended' && event.condition === 'RecursiveInvocation');
  const rounds = answers.length === 1 ? '1 round' : `${answers.length} rounds`;
  return fail(
    expected,
    stopped ? `${last} when Lambda stopped it after ${rounds}` : `${last} after ${rounds}`,
  );
}

export const checks: Check[] = [
  {
    reads: 'simulator',
    id: 'ends-in-time',
    step: 2,
    title: 'Answers within 900 seconds, at the beginning of the archive and near its end',
    hints: [
      'The second argument of the handler knows how much time is left.',
      'Stop while the longest page still fits: it takes 81 seconds.',
      'while (cursor !== null && context.getRemainingTimeInMillis() > 90_000)',
    ],
    run: async (context) => {
      for (const page of [1, 28]) {
        const { payload, failure } = await send(context, beginAt(page));
        if (failure) return { kind: 'error', failure };
        const { cursor } = (payload ?? {}) as Partial<Checkpoint>;
        const next = Number(/^page-(\d+)$/.exec(cursor ?? '')?.[1]);
        if (!(next > page)) return fail('the cursor of a later page', payload);
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'simulator',
    id: 'adds-up',
    step: 3,
    title: 'Comes to the end with the sums of every page, before and after it began',
    hints: [
      'Look at an answer: could it be sent as an event, just as it is?',
      'The sums in the event are those of the rounds before. Go on from them.',
      'return { archive, cursor, orders, revenue }; with the cursor of the first page that is not read.',
    ],
    run: async (context) => {
      for (const page of [PAGES - 4, 30]) {
        const outcome = await addsUpFrom(context, page);
        if (outcome.kind !== 'pass') return outcome;
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'simulator',
    id: 'same-again',
    step: 4,
    title: 'Gives the same answer to the same checkpoint, when it is delivered twice',
    hints: [
      'Run the event archive twice. Do the two answers agree?',
      'What stands outside the handler still has the value that the last round left in it.',
    ],
    run: async (context) => {
      const begin = beginAt(1);
      const first = await send(context, begin);
      const second = await send(context, begin);
      const failure = first.failure ?? second.failure;
      if (failure) return { kind: 'error', failure };
      return show(first.payload) === show(second.payload)
        ? { kind: 'pass' }
        : fail(show(first.payload), second.payload);
    },
  },
  {
    reads: 'simulator',
    id: 'carries-on',
    step: 5,
    title: 'Goes on by itself to the end of the archive, after one event',
    hints: [
      'The client of the SDK can do what the check does: invoke a function.',
      'new LambdaClient() outside of the handler; in it, await lambda.send(new InvokeCommand({ … })).',
      "FunctionName: context.functionName, InvocationType: 'Event', Payload: JSON.stringify(checkpoint)",
    ],
    run: carriesOn,
  },
  {
    reads: 'simulator',
    id: 'few-rounds',
    step: 6,
    title: `Needs at most ${MOST_ROUNDS} rounds for the whole archive`,
    hints: [
      'How much of the 900 seconds is left when a round ends? The REPORT line tells its duration.',
      'A fixed number of pages that is safe at the end of the archive is small at its beginning.',
    ],
    run: async (context) => {
      const played = await playThrough(context, beginAt(1));
      if (played.kind !== 'done') return played;
      return played.rounds <= MOST_ROUNDS
        ? { kind: 'pass' }
        : fail(
            `at most ${MOST_ROUNDS} rounds`,
            `${played.rounds} rounds; Lambda stops a chain at about the 16th`,
          );
    },
  },
];
