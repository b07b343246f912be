import { readPage } from './pages.mjs';

export const handler = async ({ archive, cursor }, context) => {
  let orders = 0;
  let revenue = 0;
  while (cursor !== null) {
    const page = await readPage(archive, cursor);
    console.log('read', cursor);
    orders += page.orders;
    revenue += page.revenue;
    cursor = page.next;
  }
  return { orders, revenue };
};
