import { mustHold, range } from '../validation.ts';

export const PAGE_SIZE = 50;

/** What of `MaxItems` is not as the model says; `most` is what may be asked for. */
export const pageViolations = ({ MaxItems }: Record<string, string>, most = 10_000) =>
  range(MaxItems === undefined ? undefined : Number(MaxItems), 'maxItems', { min: 1, max: most });

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
