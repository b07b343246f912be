const listOf = (form: HTMLFormElement) => form.querySelector('.quiz-order')!;

/** Moves the item of `button` by one place, keeps the focus on the button, and returns what to announce. */
export function move(button: HTMLButtonElement): string {
  const item = button.closest('li')!;
  const up = button.dataset.move === '-1';
  const neighbour = up ? item.previousElementSibling : item.nextElementSibling;
  neighbour?.[up ? 'before' : 'after'](item);
  button.focus();
  const items = [...item.parentElement!.children];
  markEnds(items);
  const place = `${items.indexOf(item) + 1} of ${items.length}`;
  const name = item.querySelector('span')!.textContent.trim();
  return neighbour ? `${name}: now ${place}.` : `${name}: stays ${place}.`;
}

/** Puts the items into the order of their numbers in `order`. */
export function arrange(form: HTMLFormElement, order: readonly number[]) {
  const list = listOf(form);
  const items = new Map([...list.children].map((item) => [item.querySelector('input')!.value, item]));
  list.append(...order.flatMap((number) => items.get(String(number)) ?? []));
  markEnds([...list.children]);
}

/** A button that would move an item out of the list stays focusable, so that the focus is never lost. */
function markEnds(items: readonly Element[]) {
  for (const [place, item] of items.entries())
    for (const button of item.querySelectorAll<HTMLElement>('[data-move]')) {
      const end = button.dataset.move === '-1' ? 0 : items.length - 1;
      button.ariaDisabled = String(place === end);
    }
}
