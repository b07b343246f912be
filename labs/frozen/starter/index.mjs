import { enter, reserve } from './ledger.mjs';

export const handler = async ({ order, lines }) => {
  await reserve(order);
  for (const line of lines) {
    enter(order, line);
  }
  return { order };
};
