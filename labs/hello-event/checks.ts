import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

const greets =
  (event: unknown, message: string) =>
  async ({ invoke }: ClientCheckContext): Promise<CheckOutcome> => {
    const { payload, failure } = await invoke(event);
    if (failure) return { kind: 'error', failure };
    const expected = show({ message });
    return show(payload) === expected ? { kind: 'pass' } : { kind: 'fail', expected, actual: show(payload) };
  };

/** A name the code cannot have seen before, so that only code that reads the event can pass. */
const freshName = () => `Guest-${Math.floor(Math.random() * 1_000_000)}`;

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'greets-by-name',
    step: 1,
    title: 'Greets whoever the event names',
    hints: [
      'The event is the first argument of the handler, and it is already an object.',
      'Put event.name into the message: a template literal in backticks does it.',
    ],
    run: async (context) => {
      const name = freshName();
      return greets({ name }, `Hello, ${name}!`)(context);
    },
  },
  {
    reads: 'client',
    id: 'greets-a-stranger',
    step: 2,
    title: 'Greets a stranger when the event names nobody',
    hints: [
      'Run it with the event "nobody". What does the message say?',
      'The operator ?? gives a value to use when the left side is null or undefined.',
    ],
    run: greets({}, 'Hello, stranger!'),
  },
  {
    reads: 'client',
    id: 'logs-the-event',
    step: 1,
    title: 'Writes the event to the log',
    hints: [
      'Keep the console.log line: what a handler logs stands between START and END.',
      'Log the event itself, not only a text.',
    ],
    run: async ({ invoke }) => {
      const name = freshName();
      const { failure, log } = await invoke({ name });
      if (failure) return { kind: 'error', failure };
      const own = log.split('\n').filter((line) => /\tINFO\t/.test(line));
      return own.some((line) => line.includes(name))
        ? { kind: 'pass' }
        : {
            kind: 'fail',
            expected: `a log line that shows ${name}`,
            actual: own.join('\n') || 'no log line of yours',
          };
    },
  },
];
