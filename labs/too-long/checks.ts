import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

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

/** By the REPORT line, which is Lambda's own and the last: what a function prints comes before it. */
function billedIn(log: string) {
  const report = log.split('\n').findLast((line) => line.startsWith('REPORT RequestId: '));
  return Number(/\tBilled Duration: (\d+) ms/.exec(report ?? '')?.[1]);
}

/** Sends each answer as the next event until one says that the job is done. */
async function playThrough({ invoke }: ClientCheckContext, begin: Checkpoint) {
  let checkpoint = begin;
  let billedMs = 0;
  for (let rounds = 1; rounds <= GIVE_UP_AFTER; rounds += 1) {
    const { payload, failure, log } = await invoke(checkpoint);
    if (failure) return { kind: 'error', failure } as const;
    billedMs += billedIn(log);
    const { cursor } = (payload ?? {}) as Partial<Checkpoint>;
    if (cursor === null) return { kind: 'done', answer: payload as Checkpoint, rounds, billedMs } as const;
    if (typeof cursor !== 'string' || cursor === checkpoint.cursor)
      return fail('an answer whose cursor has moved on', payload);
    checkpoint = payload as Checkpoint;
  }
  return fail('cursor: null at the end of the job', `not done after ${GIVE_UP_AFTER} rounds`);
}

async function addsUpFrom(context: ClientCheckContext, page: number): Promise<CheckOutcome> {
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
  return played.billedMs >= seconds * 1000
    ? { kind: 'pass' }
    : fail(`${seconds} seconds of reading`, `${Math.round(played.billedMs / 1000)} seconds in all`);
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'ends-in-time',
    step: 2,
    title: 'Answers within 900 seconds, at the beginning of the archive and near its end',
    hints: [
      'The second argument of the handler knows how much time is left.',
      'Stop while the longest page still fits: it takes 81 seconds.',
      'while (cursor !== null && context.getRemainingTimeInMillis() > 90_000)',
    ],
    run: async ({ invoke }) => {
      for (const page of [1, 28]) {
        const { payload, failure } = await invoke(beginAt(page));
        if (failure) return { kind: 'error', failure };
        const { cursor } = (payload ?? {}) as Partial<Checkpoint>;
        const next = Number(/^page-(\d+)$/.exec(cursor ?? '')?.[1]);
        if (!(next > page)) return fail('the cursor of a later page', payload);
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'client',
    id: 'adds-up',
    step: 3,
    title: 'Comes to the end with the sums of every page',
    hints: [
      'Look at an answer: could it be sent as an event, just as it is?',
      'The sums in the event are those of the rounds before. Go on from them.',
      'return { archive, cursor, orders, revenue }; with the cursor of the first page that is not read.',
    ],
    run: async (context) => {
      for (const page of [PAGES - 4, 1]) {
        const outcome = await addsUpFrom(context, page);
        if (outcome.kind !== 'pass') return outcome;
      }
      return { kind: 'pass' };
    },
  },
  {
    reads: 'client',
    id: 'same-again',
    step: 4,
    title: 'Gives the same answer to the same checkpoint, when it is delivered twice',
    hints: [
      'Run the event archive twice. Do the two answers agree?',
      'What stands outside the handler still has the value that the last round left in it.',
    ],
    run: async ({ invoke }) => {
      const begin = beginAt(1);
      const first = await invoke(begin);
      const second = await invoke(begin);
      const failure = first.failure ?? second.failure;
      if (failure) return { kind: 'error', failure };
      return show(first.payload) === show(second.payload)
        ? { kind: 'pass' }
        : fail(show(first.payload), second.payload);
    },
  },
  {
    reads: 'client',
    id: 'few-rounds',
    step: 5,
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
