import { readPage } from './pages.mjs';

export const handler = async ({ archive, cursor, orders, revenue }) => {
  for (let read = 0; read < 20 && cursor !== null; read += 1) {
    const page = await readPage(archive, cursor);
    orders += page.orders;
    revenue += page.revenue;
    cursor = page.next;
  }
  return { archive, cursor, orders, revenue };
};
