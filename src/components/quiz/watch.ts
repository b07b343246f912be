const load = () => import('./form.ts');

/** Listens to a quiz from the start, so that no click is lost, and loads what judges it with the first of them. */
export function watch(quiz: HTMLElement) {
  for (const type of ['submit', 'reset', 'input'])
    quiz.addEventListener(type, async (event) => {
      const form = (event.target as Element).closest('form')!;
      try {
        (await load()).respond(form, event.type);
      } catch {
        form.querySelector('[role=status]')!.textContent =
          'The part that judges answers did not arrive. Look at your connection and try again.';
      }
    });
}
