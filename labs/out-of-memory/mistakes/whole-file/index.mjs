import { openExport } from './orders.mjs';

export const handler = async (event) => {
  let text = '';
  for await (const piece of openExport(event)) text += piece;

  let orders = 0;
  let cents = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    orders += 1;
    cents += Number(line.split(';')[1]);
  }
  return { orders, cents };
};
