/** What shipping costs, in cents: by weight. */
export const handler = async ({ order, grams }) => {
  const shipping = 400 + Math.ceil(grams / 500) * 150;
  return { order, shipping };
};
