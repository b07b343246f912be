import { IMPORTED } from '../../lab/portable/imported.ts';

/** Loads what writes and reads files of work when it is first needed, and lets it answer what was done meanwhile. */
export function watchWorkFile(page: HTMLElement, refresh: () => Promise<void>) {
  const section = page.querySelector<HTMLElement>('.work-file')!;
  const input = section.querySelector<HTMLInputElement>('input[type=file]')!;
  const download = section.querySelector<HTMLButtonElement>('[data-do=download]')!;
  let isLoading = false;
  const load = async () => {
    isLoading = true;
    try {
      (await import('./work-file.ts')).answerWorkFile(page, refresh);
      input.removeEventListener('change', open);
      download.removeEventListener('click', save);
      return true;
    } catch {
      isLoading = false;
      section.querySelector('[role=status]')!.textContent =
        'Nothing loaded. Look at your connection and try again.';
      return false;
    }
  };
  const open = async () => !isLoading && (await load()) && input.dispatchEvent(new Event('change'));
  const save = async () => !isLoading && (await load()) && download.click();
  input.addEventListener('change', open);
  download.addEventListener('click', save);
  try {
    if (localStorage.getItem(IMPORTED)) void load();
  } catch {
    // A browser that stores nothing has no import to take back.
  }
}
