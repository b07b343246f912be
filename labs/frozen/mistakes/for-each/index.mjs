import { enter, reserve } from './ledger.mjs';

export const handler = async ({ order, lines }) => {
  await reserve(order);
  const entered = [];
  const refused = [];
  lines.forEach(async (line) => {
    try {
      entered.push(await enter(order, line));
    } catch {
      refused.push(line.name);
    }
  });
  return { order, entered, refused };
};
