import type { LabSession } from '../../lab/session.ts';
import { timePassedInWords } from '../environment-words.ts';
import { letPass, type RunHistory, remember } from '../runs.ts';
import { severalInWords } from '../several-words.ts';
import { startOf } from '../timeline-words.ts';
import { runInWords } from '../words.ts';

/** An event for the function, `times` of it at once, or minutes in which nobody calls. */
export type Step = { event: object; times?: number } | { minutes: number };

/** A function, what happens to it in a figure, and what a reader can do with it afterwards. */
export interface Life {
  code: string;
  /** Of the function, in seconds. */
  timeout: number;
  steps: readonly Step[];
  actions: Readonly<Record<string, Step>>;
}

interface Lived {
  history: RunHistory;
  /** What came of the step, in words. */
  said: string;
}

/** Takes one step of a life, after those of `history`. */
export async function live(
  session: LabSession,
  { code }: Life,
  history: RunHistory,
  step: Step,
): Promise<Lived> {
  if ('minutes' in step) {
    const ms = step.minutes * 60_000;
    const environments = await session.advance(ms);
    return { history: letPass(history, ms, environments.ended), said: timePassedInWords(ms, environments) };
  }
  const files = [{ path: 'index.mjs', text: code }];
  const event = JSON.stringify(step.event);
  if (step.times === undefined) {
    const outcome = await session.run(files, event);
    const lived = remember(history, outcome);
    return { history: lived, said: `${beginning(history, lived)}${runInWords(outcome)}` };
  }
  const answer = await session.runAtOnce(files, event, step.times);
  return answer.kind === 'refused'
    ? { history, said: runInWords(answer) }
    : {
        history: remember(history, answer.together),
        said: severalInWords(answer.outcomes, 'at once'),
      };
}

/** `Run 2, warm. ` of a run that has been added. */
function beginning(before: RunHistory, { runs, count }: RunHistory): string {
  const run = runs.at(-1);
  if (!run || count === before.count) return '';
  const start = startOf(run, run.spans[0]?.environment ?? 0);
  return `Run ${run.number}${start ? `, ${start}` : ''}. `;
}
