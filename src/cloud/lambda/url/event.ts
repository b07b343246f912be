import { type CloudRequest, toText } from '../../http.ts';
import type { AccountIdentity } from '../functions.ts';

/** Every caller's address: the one of the documentation's examples. */
const SOURCE_IP = '203.0.113.24';
/** What comes as text; other bodies come in Base64. */
const TEXT = /^text\/|\/(json|xml|javascript)|\+(json|xml)/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What a function gets of a request to its URL: payload format 2.0 (Invoking function URLs page, 2026-07). `at` in ms since 1970. */
export function urlEvent(
  { accountId }: AccountIdentity,
  request: CloudRequest,
  host: string,
  requestId: string,
  at: number,
): string {
  const { method, path, body } = request;
  const { cookie, ...headers } = request.headers;
  const [prefix = ''] = host.split('.');
  const parameters = parametersOf(request);
  const isBase64Encoded = body.length > 0 && !TEXT.test(headers['content-type'] ?? '');
  return JSON.stringify({
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: parameters
      .flatMap(([name, values]) =>
        values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
      )
      .join('&'),
    ...(cookie && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      'x-forwarded-for': SOURCE_IP,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...(parameters.length > 0 && {
      queryStringParameters: Object.fromEntries(parameters.map(([name, values]) => [name, values.join(',')])),
    }),
    requestContext: {
      accountId,
      apiId: prefix,
      domainName: host,
      domainPrefix: prefix,
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: SOURCE_IP,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: logTime(new Date(at)),
      timeEpoch: Math.floor(at),
    },
    ...(body.length > 0 && { body: isBase64Encoded ? base64(body) : toText(body) }),
    isBase64Encoded,
  });
}

const parametersOf = ({ query, queryLists }: CloudRequest): [name: string, values: readonly string[]][] =>
  Object.entries(query).map(([name, value]) => [name, queryLists[name] ?? [value]]);

const base64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** As in the access log of a web server. */
function logTime(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`;
}
