import { openExport } from './orders.mjs';

export const handler = async (event) => {
  let orders = 0;
  let cents = 0;
  let rest = '';
  for await (const piece of openExport(event)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      orders += 1;
      cents += Number(line.split(';', 2)[1]);
    }
  }
  return { orders, cents };
};
