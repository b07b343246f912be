/** @type {import('aws-lambda').Handler<{ name?: string }>} */
export const handler = async (event, context) => {
  console.log('received', event);

  return { message: `Hello, ${event.name}!` };
};
