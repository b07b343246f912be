export const handler = async (event) => {
  if (event.httpMethod === 'GET') {
    const { name } = event.queryStringParameters;
    return { message: `Hello, ${name}!` };
  }
  return { message: 'What was that?' };
};
