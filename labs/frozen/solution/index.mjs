import { audit } from './audit.mjs';

export const handler = async ({ order }) => {
  await audit(order);
  return { accepted: order };
};
