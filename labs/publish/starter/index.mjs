export const handler = async ({ name }) => {
  return { greeting: `Hello, ${name}!` };
};
