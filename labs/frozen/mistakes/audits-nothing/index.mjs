export const handler = async ({ order }) => {
  return { accepted: order };
};
