import { chapterDone, labDone, replaceDone } from '../../lab/done.ts';
import { readProgress } from '../../lab/progress.ts';
import { type LabStanding, labStanding } from '../../lab/standing.ts';
import { keptAnswers } from '../../quiz/kept-answers.ts';
import { type Asked, isRight } from '../../quiz/standing.ts';

/** Fills the page in from what this browser keeps, and says what it means when there is nothing. */
export async function showProgress(page: HTMLElement) {
  const answered = showAnswers(page);
  const found = await readProgress();
  const labs = found.kind === 'progress' ? found.progress.labs : {};
  const passed: string[] = [];
  for (const cell of page.querySelectorAll<HTMLElement>('[data-lab-progress]')) {
    const lab = JSON.parse(cell.dataset.labProgress!) as { id: string; revision: number; checks: string[] };
    const standing = labStanding(lab, labs[lab.id]);
    if (standing.kind === 'passed') passed.push(labDone(lab.id, lab.revision));
    fill(cell, standingInWords(standing, lab.checks.length), standing.kind === 'passed');
  }
  if (found.kind === 'progress') replaceDone('labs/', passed);
  const labCount = page.querySelectorAll('[data-lab-progress]').length;
  const sum = `${answered.right} of ${answered.all} questions right, ${passed.length} of ${labCount} labs passed.`;
  const started = answered.any || Object.keys(labs).length > 0;
  const blocked = found.kind === 'blocked' || !answered.readable;
  page.querySelector('[data-state=sum]')!.textContent = sum;
  show(page, 'sum', started);
  show(page, 'empty', !started && found.kind === 'progress' && answered.readable);
  show(page, 'blocked', blocked);
  show(page, 'unreadable', found.kind === 'unreadable');
}

function show(page: HTMLElement, state: string, shown: boolean) {
  page.querySelector<HTMLElement>(`[data-state=${state}]`)!.hidden = !shown;
}

/** Counts and shows the answers, chapter by chapter; `readable` is false where the browser keeps nothing. */
function showAnswers(page: HTMLElement) {
  const sum = { right: 0, all: 0, any: false, readable: canRead() };
  const done: string[] = [];
  for (const cell of page.querySelectorAll<HTMLElement>('[data-questions]')) {
    const asked = JSON.parse(cell.dataset.questions!) as Asked[];
    const answers = keptAnswers(cell.dataset.chapter!);
    const right = asked.filter((question) => isRight(question, answers.get(question.id))).length;
    if (right === asked.length) done.push(chapterDone(cell.dataset.chapter!, asked.length));
    sum.right += right;
    sum.all += asked.length;
    sum.any ||= asked.some(({ id }) => answers.has(id));
    fill(cell, `${right} of ${asked.length} questions right`, right === asked.length);
  }
  replaceDone('chapters/', done);
  return sum;
}

function canRead() {
  try {
    return typeof localStorage.length === 'number';
  } catch {
    return false;
  }
}

function standingInWords(standing: LabStanding, checks: number): string {
  switch (standing.kind) {
    case 'untried':
      return 'Not checked yet';
    case 'passed':
      return 'Passed';
    case 'passed-before':
      return 'Passed on an earlier version of this lab';
    case 'tried':
      return `${standing.passed} of ${checks} checks passed`;
  }
}

function fill(cell: HTMLElement, words: string, done: boolean) {
  cell.textContent = words;
  cell.toggleAttribute('data-done', done);
}
