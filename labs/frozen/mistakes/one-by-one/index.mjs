import { enter, reserve } from './ledger.mjs';

export const handler = async ({ order, lines }) => {
  await reserve(order);
  const entered = [];
  const refused = [];
  for (const line of lines) {
    try {
      entered.push(await enter(order, line));
    } catch {
      refused.push(line.name);
    }
  }
  return { order, entered, refused };
};
