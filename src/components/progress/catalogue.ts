import type { Catalogue } from '../../lab/portable/plan.ts';
import { type Asked, isRight } from '../../quiz/standing.ts';

const titleOf = (cell: HTMLElement) => cell.closest('tr')!.querySelector('a')!.textContent.trim();

/** The labs and chapters that the progress page lists. */
export const catalogueOf = (page: HTMLElement): Catalogue => ({
  labs: [...page.querySelectorAll<HTMLElement>('[data-lab-progress]')].map((cell) => {
    const { id, revision } = JSON.parse(cell.dataset.labProgress!) as { id: string; revision: number };
    return { id, revision, title: titleOf(cell) };
  }),
  chapters: [...page.querySelectorAll<HTMLElement>('[data-questions]')].map((cell) => {
    const asked = JSON.parse(cell.dataset.questions!) as Asked[];
    return {
      id: cell.dataset.chapter!,
      title: titleOf(cell),
      isRight: (question, answer) => asked.some((one) => one.id === question && isRight(one, answer)),
    };
  }),
});
