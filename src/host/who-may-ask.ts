import type { IncomingHttpHeaders } from 'node:http';

/** Names of this machine. A page elsewhere whose name is made to lead here (DNS rebinding) sends its own. */
const OWN_NAMES = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The host of a function URL: a name of AWS, which leads here only for who wants it to, as with `curl --connect-to`. */
const FUNCTION_URL = /^[a-z0-9]{32}\.lambda-url\.us-east-1\.on\.aws(:\d+)?$/;

/** Whether a request is to a function URL, which says itself who may ask. */
export const isToFunctionUrl = ({ host = '' }: IncomingHttpHeaders): boolean => FUNCTION_URL.test(host);

/** Why a request is not answered; undefined when it is. */
export function refusedBecause(
  { host = '', origin }: IncomingHttpHeaders,
  origins: readonly string[],
): string | undefined {
  if (!OWN_NAMES.test(host))
    return `The simulated cloud answers requests to 127.0.0.1 and localhost only, not to ${host || 'no host'}.`;
  if (origin !== undefined && !origins.includes(origin))
    return `Pages of ${origin} may not use this simulated cloud. Start it with --origin ${origin} to let them.`;
  return undefined;
}

/** What tells a browser that pages of an origin may ask, and read the answer. */
export function corsHeaders(origin: string | undefined, origins: readonly string[]): Record<string, string> {
  const allowed = origins.find((one) => one === origin);
  if (origins.length === 0) return {};
  return {
    vary: 'origin',
    ...(allowed && { 'access-control-allow-origin': allowed, 'access-control-expose-headers': READABLE }),
  };
}

/** The answer to a browser that asks what a page may send. */
export const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
  'access-control-allow-headers': [
    'authorization',
    'content-type',
    'content-encoding',
    'if-none-match',
    'range',
    'amz-sdk-invocation-id',
    'amz-sdk-request',
    'x-amz-user-agent',
    'x-amz-date',
    'x-amz-content-sha256',
    'x-amz-security-token',
    'x-amz-invocation-type',
    'x-amz-log-type',
    'x-amz-client-context',
    'x-amz-checksum-crc32',
    'x-amz-checksum-mode',
    'x-amz-sdk-checksum-algorithm',
  ].join(', '),
  'access-control-allow-private-network': 'true',
  'access-control-max-age': '600',
};

const READABLE = [
  'date',
  'etag',
  'content-range',
  'last-modified',
  'retry-after',
  'x-amzn-requestid',
  'x-amzn-errortype',
  'x-amz-request-id',
  'x-amz-executed-version',
  'x-amz-function-error',
  'x-amz-log-result',
].join(', ');
