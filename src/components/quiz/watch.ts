let loaded: Promise<typeof import('./form.ts')> | undefined;

/** One promise for all, so that events are answered in their order; a new one after a failure. */
const load = () => {
  loaded ??= import('./form.ts').catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
};

/** Listens to a quiz from the start, so that no click is lost, and loads what answers with the first of them. */
export function watch(quiz: HTMLElement) {
  for (const type of ['submit', 'reset', 'input', 'click'])
    quiz.addEventListener(type, async ({ target }) => {
      const element = target as Element;
      const button = element.closest<HTMLButtonElement>('[data-move]');
      if (type === 'click' && !button) return;
      const form = element.closest('form')!;
      try {
        await (await load()).respond(form, type, button);
      } catch {
        form.querySelector('[role=status]')!.textContent =
          'Nothing loaded. Look at your connection and try again.';
      }
    });
  try {
    if (localStorage.getItem(`quiz:${quiz.dataset.chapter}`)) load().then(({ restore }) => restore(quiz));
  } catch {
    // A browser that stores nothing has no answers to show.
  }
}
