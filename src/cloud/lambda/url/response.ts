import type { InvocationResult } from '../../environment/invocation.ts';
import { type CloudResponse, toBytes } from '../../http.ts';

/** How a function says what the HTTP response to a request to its URL is to be. */
interface Answer {
  statusCode?: unknown;
  headers?: unknown;
  cookies?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
}

/** Ends the head of a response that a streaming handler sends in parts. */
const HEAD_END = '\0'.repeat(8);
const WITH_HEAD = 'application/vnd.awslambda.http-integration-response';

/** The whole response, made from what the handler returned. Which values make which response is recorded (2024-04). */
export function bufferedResponse({ payload, functionError }: InvocationResult): CloudResponse {
  const value = functionError ? undefined : parsed(payload);
  if (value === undefined) return failed;
  if (typeof value === 'string') return respond({ body: value }, 'application/json');
  if (isAnswer(value) && value.statusCode !== undefined) return respond(value, 'application/json');
  return respond({ body: JSON.stringify(value) }, 'application/json');
}

/** What was streamed, behind the status and headers that the stream began with. Another handler's response is sent as it is. */
export function streamedResponse({ payload, functionError, streamed }: InvocationResult): CloudResponse {
  if (!streamed) return functionError ? failed : respond({ body: payload }, 'application/json');
  const { contentType, sent } = streamed;
  if (sent === '' && functionError) return failed;
  if (contentType !== WITH_HEAD) return respond({ body: sent }, contentType);
  const end = sent.indexOf(HEAD_END);
  const head = parsed(sent.slice(0, end));
  if (end < 0 || !isAnswer(head)) return failed;
  return respond({ ...head, body: sent.slice(end + HEAD_END.length) }, 'application/octet-stream');
}

/** Of a function that failed, or whose answer makes no response. */
const failed: CloudResponse = {
  statusCode: 502,
  headers: { 'content-type': 'application/json' },
  body: toBytes('Internal Server Error'),
};

function respond(answer: Answer, contentType: string): CloudResponse {
  const statusCode = Number(answer.statusCode ?? 200);
  if (!(statusCode >= 100 && statusCode <= 599)) return failed;
  const cookies = Array.isArray(answer.cookies) ? answer.cookies.map(String) : [];
  const given = Object.entries(isAnswer(answer.headers) ? answer.headers : {});
  return {
    statusCode,
    headers: {
      'content-type': contentType,
      ...Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)])),
    },
    ...(cookies.length > 0 && { cookies }),
    body: bodyOf(answer),
  };
}

function bodyOf({ body = '', isBase64Encoded }: Answer): Uint8Array {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return isBase64Encoded === true
    ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    : toBytes(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
