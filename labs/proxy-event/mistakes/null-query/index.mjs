const answer = (statusCode, message) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

export const handler = async (event) => {
  // Format 2.0 keeps the request line in requestContext.http; format 1.0 has it at the top.
  const method = event.requestContext.http?.method ?? event.httpMethod;
  if (method !== 'POST') return greet(event.queryStringParameters.name);

  let data;
  try {
    data = JSON.parse(event.body);
  } catch {
    return answer(400, 'The body is not JSON');
  }
  return greet(data?.name);
};

const greet = (name) => answer(200, `Hello, ${name ?? 'stranger'}!`);
