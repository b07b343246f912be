import { openExport } from './orders.mjs';

export const handler = async (event) => {
  let orders = 0;
  let cents = 0;
  for await (const piece of openExport(event)) {
    for (const line of piece.split('\n')) {
      if (line === '') continue;
      orders += 1;
      cents += Number(line.split(';')[1] ?? 0);
    }
  }
  return { orders, cents };
};
