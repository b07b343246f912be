/** @type {import('aws-lambda').Handler<{ name?: string }>} */
export const handler = async (event, context) => {
  return { message: `Hello, ${event.name ?? 'stranger'}!` };
};
