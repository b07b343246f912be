const answer = (statusCode, message) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

export const handler = async (event) => {
  if (event.httpMethod === 'GET') {
    return answer(200, `Hello, ${event.queryStringParameters?.name ?? 'stranger'}!`);
  }
  if (event.httpMethod === 'POST') {
    try {
      return answer(200, `Hello, ${JSON.parse(event.body).name}!`);
    } catch {
      return answer(400, 'The body is not JSON');
    }
  }
  return answer(405, 'What was that?');
};
