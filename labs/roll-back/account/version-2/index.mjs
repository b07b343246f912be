/** Standard rate in percent. */
const RATE = 8.1;

/** The tax on an order, in cents. */
export const handler = async ({ order, total }) => {
  console.log('order', order);
  return { order, tax: Math.round((total * RATE) / 100) };
};
