import { readPage } from './pages.mjs';

const RESERVE_MS = 90_000;

export const handler = async ({ archive, cursor }, context) => {
  let orders = 0;
  let revenue = 0;
  while (cursor !== null && context.getRemainingTimeInMillis() > RESERVE_MS) {
    const page = await readPage(archive, cursor);
    orders += page.orders;
    revenue += page.revenue;
    cursor = page.next;
  }
  return { archive, cursor, orders, revenue };
};
