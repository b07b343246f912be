import { openExport } from './orders.mjs';

const seen = new Set();

export const handler = async (event) => {
  let orders = 0;
  let cents = 0;
  let rest = '';
  for await (const piece of openExport(event)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const [id, total] = line.split(';', 2);
      seen.add(`${event.day}: ${id}`);
      orders += 1;
      cents += Number(total);
    }
  }
  return { orders, cents };
};
