import { audit } from './audit.mjs';

export const handler = async ({ order }) => {
  audit(order);
  return { accepted: order };
};
