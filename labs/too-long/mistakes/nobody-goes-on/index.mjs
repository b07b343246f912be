import { readPage } from './pages.mjs';

/** The longest page takes 81 seconds. */
const RESERVE_MS = 90_000;

export const handler = async ({ archive, cursor, orders, revenue }, context) => {
  while (cursor !== null && context.getRemainingTimeInMillis() > RESERVE_MS) {
    const page = await readPage(archive, cursor);
    console.log('read', cursor);
    orders += page.orders;
    revenue += page.revenue;
    cursor = page.next;
  }
  return { archive, cursor, orders, revenue };
};
