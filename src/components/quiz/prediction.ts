import type { RunOutcome } from '../../lab/run.ts';
import { predictable } from '../../quiz/payload.ts';

/** Runs a prediction's function in the sandbox of this page, which loads now, and shows what came out of each event. */
export async function runPrediction(code: string, events: readonly string[]): Promise<Node> {
  try {
    const { runFresh } = await import('../../lab/open.ts');
    const outcomes = await runFresh(code, events);
    const shown = document.createDocumentFragment();
    shown.append(
      paragraph('Just now, in the simulator:'),
      listOf(outcomes.map((outcome, index) => [events[index]!, outcome])),
    );
    return shown;
  } catch {
    return paragraph(
      'The simulator did not arrive, so nothing ran here. Look at your connection and answer again. The verdict holds: a test ran the same code.',
    );
  }
}

function listOf(runs: readonly (readonly [string, RunOutcome])[]): Element {
  const list = document.createElement('ol');
  list.className = 'quiz-ran';
  list.ariaLabel = 'What came out';
  list.append(
    ...runs.map(([event, outcome]) => {
      const item = document.createElement('li');
      item.append(codeOf(event), ` ${VERBS[outcome.kind]} `, codeOf(resultOf(outcome)));
      return item;
    }),
  );
  return list;
}

const VERBS = { returned: 'returned', failed: 'failed with', refused: 'was refused:' };

const resultOf = (outcome: RunOutcome) =>
  outcome.kind === 'refused' ? outcome.message : predictable(outcome.payload);

function codeOf(text: string): Element {
  const code = document.createElement('code');
  code.textContent = text;
  return code;
}

function paragraph(text: string): Element {
  const p = document.createElement('p');
  p.textContent = text;
  return p;
}
