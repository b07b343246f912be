import type { CloudRequest, CloudResponse } from '../../http.ts';
import type { Cors } from './function-url.ts';

/** Lambda's own answer to a browser that asks before it calls; undefined when the request is none, or CORS is not configured. */
export function preflight(
  cors: Cors | undefined,
  { method, headers }: CloudRequest,
): CloudResponse | undefined {
  const asked = headers['access-control-request-method'];
  if (!cors || method !== 'OPTIONS' || asked === undefined) return undefined;
  const origin = allowed(cors.AllowOrigins, headers.origin);
  const methods = cors.AllowMethods?.join(',');
  return {
    statusCode: 200,
    headers: {
      ...(origin && {
        ...originHeaders(cors, origin),
        ...(methods && { 'access-control-allow-methods': methods }),
        ...(cors.AllowHeaders && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
        ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
      }),
    },
    body: new Uint8Array(),
  };
}

/** The response with the headers that tell a browser whether the page may see it; they replace the function's own. */
export function withCors(
  cors: Cors | undefined,
  { headers }: CloudRequest,
  response: CloudResponse,
): CloudResponse {
  const origin = cors && allowed(cors.AllowOrigins, headers.origin);
  if (!cors || !origin) return response;
  return {
    ...response,
    headers: {
      ...response.headers,
      ...originHeaders(cors, origin),
      ...(cors.ExposeHeaders && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
    },
  };
}

const originHeaders = ({ AllowCredentials }: Cors, origin: string) => ({
  'access-control-allow-origin': origin,
  ...(AllowCredentials && { 'access-control-allow-credentials': 'true' }),
  vary: 'Origin',
});

const allowed = (origins: readonly string[] = [], origin: string | undefined): string | undefined =>
  origin !== undefined && (origins.includes('*') || origins.includes(origin)) ? origin : undefined;
