import { enter, reserve } from './ledger.mjs';

export const handler = async ({ order, lines }) => {
  await reserve(order);
  const outcomes = await Promise.allSettled(lines.map((line) => enter(order, line)));
  return {
    order,
    entered: outcomes.flatMap(({ status, value }) => (status === 'fulfilled' ? [value] : [])),
    refused: lines.flatMap(({ name }, index) => (outcomes[index].status === 'rejected' ? [name] : [])),
  };
};
