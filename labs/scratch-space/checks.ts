import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
const PAGE_BYTES = 1024 * 1024;

interface Report {
  report: string;
  pages: number;
}

/** A report that the code cannot have seen before. */
const aReport = (pages: number): Report => ({
  report: `report-${Math.floor(Math.random() * 1_000_000)}`,
  pages,
});

/** Has one report rendered; passes when it has its own pages and no others. */
async function renders({ invoke }: ClientCheckContext, event: Report): Promise<CheckOutcome> {
  const { payload, failure } = await invoke(event);
  if (failure) return { kind: 'error', failure };
  const { report, bytes, error } = (payload ?? {}) as { report?: unknown; bytes?: unknown; error?: unknown };
  const expected = show({ report: event.report, bytes: event.pages * PAGE_BYTES });
  return show({ report, bytes, error }) === expected
    ? { kind: 'pass' }
    : { kind: 'fail', expected, actual: show(payload) };
}

/** Has a report rendered that breaks off before its last page; passes when that is the answer. */
async function breaksOff({ invoke }: ClientCheckContext, event: Report): Promise<CheckOutcome> {
  const { payload, failure } = await invoke({ ...event, broken_page: event.pages });
  return failure?.errorType === 'ValueError'
    ? { kind: 'pass' }
    : { kind: 'fail', expected: 'a ValueError for a broken page', actual: show(failure ?? payload) };
}

async function inTurn(steps: readonly (() => Promise<CheckOutcome>)[]): Promise<CheckOutcome> {
  for (const step of steps) {
    const outcome = await step();
    if (outcome.kind !== 'pass') return outcome;
  }
  return { kind: 'pass' };
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'writes-where-it-may',
    step: 1,
    title: 'Renders a report',
    hints: [
      'Which folder is the working directory of a function, and whose is it?',
      'Give the file a path that begins with /tmp/.',
    ],
    run: (context) => renders(context, aReport(6)),
  },
  {
    reads: 'client',
    id: 'starts-clean',
    step: 2,
    title: 'Answers the same when the same report comes again',
    hints: [
      'Look at /tmp in the Environment tab after a run.',
      'A name from context.aws_request_id is new in every invocation. A file that is deleted is met by nobody.',
    ],
    run: (context) => {
      const event = aReport(5);
      return inTurn([() => renders(context, event), () => renders(context, event)]);
    },
  },
  {
    reads: 'client',
    id: 'after-a-failure',
    step: 3,
    title: 'Renders a report right after it failed at a broken page',
    hints: [
      'A ValueError leaves the handler from the middle of it. Which of your lines are skipped?',
      'try: … finally: os.remove(path), or a with block that deletes what was made for it.',
    ],
    run: (context) => {
      const event = aReport(7);
      return inTurn([() => breaksOff(context, event), () => renders(context, event)]);
    },
  },
  {
    reads: 'client',
    id: 'never-full',
    step: 4,
    title: 'Renders 120 MB again and again, broken reports among them, and never runs out of space',
    hints: [
      'Four reports of 120 MB fit into 512 MB. What happened to the four when the fifth comes?',
      'Delete in finally, so that it happens after a failure, too.',
      'with tempfile.TemporaryDirectory() as folder: makes a folder and deletes it with all that is in it.',
    ],
    run: (context) =>
      inTurn([
        () => renders(context, aReport(120)),
        () => breaksOff(context, aReport(120)),
        () => renders(context, aReport(120)),
        () => breaksOff(context, aReport(120)),
        () => renders(context, aReport(120)),
        () => renders(context, aReport(120)),
      ]),
  },
];
