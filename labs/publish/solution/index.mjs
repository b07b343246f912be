export const handler = async ({ name }, context) => {
  return { greeting: `Hello, ${name}!`, version: context.functionVersion };
};
