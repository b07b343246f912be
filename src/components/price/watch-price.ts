/** Loads the calculator with the first sign that a reader wants it, and opens it with a click. */
export function watchPrice(price: HTMLElement) {
  const button = price.querySelector('button')!;
  const load = () => import('./open-price.tsx');
  const prepare = () => void load().catch(() => undefined);
  button.addEventListener('pointerenter', prepare, { once: true });
  button.addEventListener('focus', prepare, { once: true });
  button.addEventListener('click', async () => (await load()).openPrice(price));
}
