import { readPage } from './pages.mjs';

const RESERVE_MS = 90_000;
const progress = new Map();

export const handler = async (event, context) => {
  const { archive } = event;
  let { cursor, orders, revenue } = progress.get(archive) ?? event;
  while (cursor !== null && context.getRemainingTimeInMillis() > RESERVE_MS) {
    const page = await readPage(archive, cursor);
    orders += page.orders;
    revenue += page.revenue;
    cursor = page.next;
  }
  progress.set(archive, { cursor, orders, revenue });
  return { archive, cursor, orders, revenue };
};
