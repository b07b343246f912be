import { mustHold, range } from '../validation.ts';

const ITEMS = { min: 1, max: 10_000 };
const PAGE_SIZE = 50;

/** What of `MaxItems` is not as the model says. */
export const pageViolations = ({ MaxItems }: Record<string, string>) =>
  range(MaxItems === undefined ? undefined : Number(MaxItems), 'maxItems', ITEMS);

/** The page of `items` after the one whose key is the marker: at most fifty, or `MaxItems` if that is less. */
export function pageOf<Item>(
  items: readonly Item[],
  query: Record<string, string>,
  key: (item: Item) => string,
): { page: Item[]; NextMarker: string | undefined } {
  mustHold(...pageViolations(query));
  const { Marker, MaxItems } = query;
  const from = Marker ? items.findIndex((item) => key(item) === Marker) + 1 : 0;
  const page = items.slice(from, from + Math.min(Number(MaxItems ?? PAGE_SIZE), PAGE_SIZE));
  const last = page.at(-1);
  return { page, NextMarker: last && from + page.length < items.length ? key(last) : undefined };
}
