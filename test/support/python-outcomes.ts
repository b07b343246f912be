import type { RunOutcome } from '../../src/lab/run.ts';
import { runPython } from './python.ts';

export const one = async (...input: Parameters<typeof runPython>): Promise<RunOutcome> =>
  (await runPython(...input))[0]!;

export const payloadOf = (outcome: RunOutcome) => {
  if (outcome.kind !== 'returned') throw new Error(`expected a returned run, got ${JSON.stringify(outcome)}`);
  return JSON.parse(outcome.payload);
};

export const failureOf = (outcome: RunOutcome) => {
  if (outcome.kind !== 'failed') throw new Error(`expected a failed run, got ${JSON.stringify(outcome)}`);
  return outcome.failure;
};

export const linesOf = (outcome: RunOutcome) =>
  outcome.kind === 'refused' ? [] : outcome.log.map(({ text }) => text);

/** A module whose handler has this body. */
export const handler = (body: string, head = '') =>
  `${head}\ndef handler(event, context):\n${body.replace(/^/gm, '    ')}\n`;
