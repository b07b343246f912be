import { enter, reserve } from './ledger.mjs';

export const handler = async ({ order, lines }) => {
  await reserve(order);
  const entered = await Promise.all(lines.map((line) => enter(order, line)));
  return { order, entered, refused: [] };
};
