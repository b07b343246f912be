/** Loads what runs a life with the first sign that a reader wants it, and lets it answer the click that came meanwhile. */
export function watchLife(figure: HTMLElement) {
  const button = figure.querySelector<HTMLButtonElement>('.wb-run')!;
  const status = figure.querySelector('[role=status]')!;
  const load = () => Promise.all([import('./run-life.tsx'), import('../../lab/open.ts')]);
  const prepare = () => void load().catch(() => undefined);
  let isLoading = false;
  const start = async () => {
    if (isLoading) return;
    isLoading = true;
    status.textContent = 'Loading the simulator…';
    try {
      const [{ runLife }] = await load();
      await runLife(figure);
      button.removeEventListener('click', start);
    } catch {
      status.textContent = 'The simulator did not arrive. Look at your connection and try again.';
    } finally {
      isLoading = false;
    }
  };
  button.addEventListener('pointerenter', prepare, { once: true });
  button.addEventListener('focus', prepare, { once: true });
  button.addEventListener('click', start);
}
