import type { CloudResponse } from '../../http.ts';
import type { Random } from '../../random.ts';
import type { ServiceRequest } from '../services.ts';
import type { Buckets } from './buckets.ts';
import { accessDenied, badRequest, noSuchBucket, notSimulated, S3Error } from './errors.ts';
import { createBucket, deleteBucket, headBucket, listBuckets, listObjectsV2 } from './operations/buckets.ts';
import { deleteObject, getObject, putObject } from './operations/objects.ts';
import { errorXml } from './xml.ts';

/** What an operation works on; `at` is virtual time, ms since 1970. */
export interface S3Service {
  buckets: Buckets;
  region: string;
  /** Of request IDs. */
  ids: Random;
  at: number;
}

/** A request with its place taken apart. */
export interface S3Request extends ServiceRequest {
  bucket: string;
  key: string;
  query: URLSearchParams;
}

type Operation = (service: S3Service, request: S3Request) => CloudResponse;

interface Route {
  operation: string;
  method: string;
  on: 'account' | 'bucket' | 'object';
  /** Parameters of the query that it must have, and those that it may have. */
  needs?: readonly string[];
  knows?: readonly string[];
  run: Operation;
}

const ROUTES: readonly Route[] = [
  { operation: 'ListBuckets', method: 'GET', on: 'account', run: listBuckets },
  { operation: 'CreateBucket', method: 'PUT', on: 'bucket', run: createBucket },
  { operation: 'HeadBucket', method: 'HEAD', on: 'bucket', run: headBucket },
  { operation: 'DeleteBucket', method: 'DELETE', on: 'bucket', run: deleteBucket },
  {
    operation: 'ListObjectsV2',
    method: 'GET',
    on: 'bucket',
    needs: ['list-type'],
    knows: ['prefix', 'delimiter', 'max-keys', 'start-after', 'continuation-token', 'encoding-type'],
    run: listObjectsV2,
  },
  { operation: 'PutObject', method: 'PUT', on: 'object', run: putObject },
  { operation: 'GetObject', method: 'GET', on: 'object', run: getObject },
  { operation: 'HeadObject', method: 'HEAD', on: 'object', run: getObject },
  { operation: 'DeleteObject', method: 'DELETE', on: 'object', run: deleteObject },
];

/** Parameters that say nothing about what is asked for: the SDK's name of the operation, and a signature. */
const SAYS_NOTHING =
  /^(x-id|x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256|user-agent|checksum-mode|sdk-checksum-algorithm))$/i;

/** Headers that change what an operation does and that no operation here knows. */
const CHANGES_IT =
  /^(if-.*|x-amz-(?!meta-|checksum-|date$|content-sha256$|security-token$|user-agent$|trailer$|decoded-content-length$|sdk-checksum-algorithm$).*)$/;
/** The one of them that an operation knows: PutObject, to write a key only once. */
const ONCE = 'if-none-match';

/** Answers one request to S3; `virtualHost` is the bucket that its host names. Signatures are not checked. */
export function handleS3Request(
  service: S3Service,
  request: ServiceRequest,
  virtualHost: string | undefined,
): { operation: string | undefined; response: CloudResponse } {
  const requestId = service.ids.hex(16).toUpperCase();
  const hostId = btoa(service.ids.hex(56));
  let route: Route | undefined;
  let response: CloudResponse;
  try {
    const asked = locate(request, virtualHost);
    route = findRoute(asked);
    response = route.run(service, checked(service, asked, route));
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const { code, message, statusCode, fields } = error;
    response = errorXml(statusCode, {
      Code: code,
      Message: message,
      ...fields,
      RequestId: requestId,
      HostId: hostId,
    });
  }
  const headers = {
    'x-amz-request-id': requestId,
    'x-amz-id-2': hostId,
    date: new Date(service.at).toUTCString(),
    server: 'AmazonS3',
    ...response.headers,
  };
  const body = request.method === 'HEAD' ? new Uint8Array() : response.body;
  return {
    operation: route?.operation,
    response: {
      ...response,
      headers: { 'content-length': String(body.length), ...headers },
      body,
    },
  };
}

function locate(request: ServiceRequest, virtualHost: string | undefined): S3Request {
  const [path = '', search = ''] = split(request.path, '?');
  if (!path.startsWith('/') || Object.values(request.headers).some((value) => /[\r\n\0]/.test(value)))
    throw badRequest();
  const [bucket = '', key = ''] =
    virtualHost === undefined ? split(path.slice(1), '/') : [virtualHost, path.slice(1)];
  return { ...request, bucket: decode(bucket), key: decode(key), query: new URLSearchParams(search) };
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest();
  }
}

function findRoute({ method, bucket, key, query }: S3Request): Route {
  const on = key ? 'object' : bucket ? 'bucket' : 'account';
  const asks = [...query.keys()].filter((name) => !SAYS_NOTHING.test(name));
  const fits = ({ needs = [], knows = [] }: Route) =>
    needs.every((name) => asks.includes(name)) &&
    asks.every((name) => needs.includes(name) || knows.includes(name));
  const route = ROUTES.find((one) => one.method === method && one.on === on && fits(one));
  if (route) return route;
  const what = asks.length > 0 ? ` with ${asks.join(', ')}` : '';
  throw notSimulated(`In S3, ${method} of the ${on}${what}`);
}

function checked(service: S3Service, request: S3Request, { operation, on }: Route): S3Request {
  const signed = request.headers.authorization !== undefined || request.query.has('X-Amz-Signature');
  if (!signed) throw accessDenied();
  const changing = Object.keys(request.headers).find((name) => CHANGES_IT.test(name));
  if (changing !== undefined && !(changing === ONCE && operation === 'PutObject'))
    throw notSimulated(`${operation} with the header ${changing}`);
  if (on !== 'account' && operation !== 'CreateBucket' && !service.buckets.has(request.bucket))
    throw noSuchBucket(request.bucket);
  return request;
}
