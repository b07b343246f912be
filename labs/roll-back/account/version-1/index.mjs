/** Not yet a word about tax. */
export const handler = async ({ order, total }) => {
  console.log('order', order);
  return { order, total };
};
