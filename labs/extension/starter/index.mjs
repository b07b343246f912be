process.on('SIGTERM', () => {
  console.log('the runtime got SIGTERM');
  process.exit(0);
});

export const handler = async ({ order }) => {
  console.log('taking order', order);
  return { order, taken: true };
};
