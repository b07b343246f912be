import type { Check, CheckOutcome, ClientCheckContext } from '../../src/lab/check.ts';

interface Request {
  method: 'GET' | 'POST';
  query?: Record<string, string>;
  body?: string;
}

/** A request as a REST API sends it: payload format 1.0, where absent is `null`. */
const restApi = ({ method, query, body }: Request) => ({
  resource: '/hello',
  path: '/hello',
  httpMethod: method,
  headers: { Accept: 'application/json' },
  queryStringParameters: query ?? null,
  pathParameters: null,
  requestContext: { httpMethod: method, stage: 'prod', path: '/prod/hello' },
  body: body ?? null,
  isBase64Encoded: false,
});

/** A request in payload format 2.0, where absent is left out. */
const format2 =
  (routeKey: string) =>
  ({ method, query, body }: Request) => ({
    version: '2.0',
    routeKey,
    rawPath: '/hello',
    headers: { accept: 'application/json' },
    ...(query && { queryStringParameters: query }),
    requestContext: { http: { method, path: '/hello' }, routeKey, stage: '$default' },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  });

const httpApi = ({ method, ...rest }: Request) => format2(`${method} /hello`)({ method, ...rest });
const functionUrl = format2('$default');

type Door = (request: Request) => unknown;
interface Answer {
  statusCode: number;
  message: string;
}

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** What is wrong with `payload` as an answer to a proxy event; undefined when it says what is expected. */
function fault(payload: unknown, expected: Answer): string | undefined {
  const { statusCode, body } = (payload ?? {}) as { statusCode?: unknown; body?: unknown };
  if (statusCode !== expected.statusCode) return show(payload);
  if (typeof body !== 'string') return `a body that is not text: ${show(body)}`;
  try {
    return (JSON.parse(body) as Answer)?.message === expected.message ? undefined : show(payload);
  } catch {
    return `a body that is not JSON: ${body}`;
  }
}

/** Sends `request` through each of `doors` and wants the same answer from all. */
const answers =
  (doors: Record<string, Door>, request: () => Request & { answer: Answer }) =>
  async ({ invoke }: ClientCheckContext): Promise<CheckOutcome> => {
    for (const [door, event] of Object.entries(doors)) {
      const { answer, ...sent } = request();
      const { payload, failure } = await invoke(event(sent));
      if (failure) return { kind: 'error', failure };
      const actual = fault(payload, answer);
      const expected = show({ statusCode: answer.statusCode, body: show({ message: answer.message }) });
      if (actual) return { kind: 'fail', expected: `${expected} for the ${door}`, actual };
    }
    return { kind: 'pass' };
  };

const freshName = () => `Guest-${Math.floor(Math.random() * 1_000_000)}`;
const greeting = (name: string): Answer => ({ statusCode: 200, message: `Hello, ${name}!` });

const queried = () => {
  const name = freshName();
  return { method: 'GET', query: { name }, answer: greeting(name) } as const;
};
const posted = () => {
  const name = freshName();
  return { method: 'POST', body: JSON.stringify({ name }), answer: greeting(name) } as const;
};

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'rest-api',
    step: 1,
    title: 'Answers a REST API with status, headers and a body of text',
    hints: [
      'Return statusCode and body. Compare the type of your body with the one that step 1 asks for.',
      'JSON.stringify turns an object into the text that body needs.',
      "return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };",
    ],
    run: answers({ 'REST API': restApi }, queried),
  },
  {
    reads: 'client',
    id: 'http-api',
    step: 2,
    title: 'Gives an HTTP API the same answer',
    hints: [
      'Run v2-get and look for the method in the event. It is not at the top.',
      'event.requestContext.http is only there in format 2.0. The operator ?. reads it without throwing in format 1.0.',
      'const method = event.requestContext.http?.method ?? event.httpMethod;',
    ],
    run: answers({ 'HTTP API': httpApi }, queried),
  },
  {
    reads: 'client',
    id: 'no-query',
    step: 3,
    title: 'Greets a stranger when there is no query string',
    hints: [
      'One format says null and the other says nothing at all. Both cannot be destructured.',
      'event.queryStringParameters?.name is undefined in both cases.',
      "const name = event.queryStringParameters?.name ?? 'stranger';",
    ],
    run: answers({ 'REST API': restApi, 'function URL': functionUrl }, () => ({
      method: 'GET',
      answer: greeting('stranger'),
    })),
  },
  {
    reads: 'client',
    id: 'reads-the-body',
    step: 4,
    title: 'Reads the name from the body of a POST, through all three doors',
    hints: [
      'event.body is text. What type has its name property?',
      'JSON.parse(event.body) gives the object. Do it only for POST: a GET has no body.',
    ],
    run: answers({ 'REST API': restApi, 'HTTP API': httpApi, 'function URL': functionUrl }, posted),
  },
  {
    reads: 'client',
    id: 'refuses-bad-json',
    step: 5,
    title: 'Answers 400 to a body that is not JSON',
    hints: [
      'JSON.parse throws. Who catches it?',
      'Put try and catch around JSON.parse, and return the 400 from the catch block.',
    ],
    run: answers({ 'REST API': restApi, 'function URL': functionUrl }, () => ({
      method: 'POST',
      body: `name=${freshName()}`,
      answer: { statusCode: 400, message: 'The body is not JSON' },
    })),
  },
];
