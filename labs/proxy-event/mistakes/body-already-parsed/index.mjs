const answer = (statusCode, message) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

export const handler = async (event) => {
  const method = event.requestContext.http?.method ?? event.httpMethod;
  const { name = 'stranger' } = (method === 'POST' ? event.body : event.queryStringParameters) ?? {};
  return answer(200, `Hello, ${name}!`);
};
