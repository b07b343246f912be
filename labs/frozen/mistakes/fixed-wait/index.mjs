import { audit } from './audit.mjs';

export const handler = async ({ order }) => {
  audit(order);
  await new Promise((done) => setTimeout(done, 320));
  return { accepted: order };
};
