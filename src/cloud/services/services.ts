import type { CloudRequest, CloudResponse } from '../http.ts';
import type { Random } from '../random.ts';
import type { Buckets } from './s3/buckets.ts';
import { handleS3Request } from './s3/service.ts';
import type { Queues } from './sqs/queues.ts';
import { handleSqsRequest } from './sqs/service.ts';

/** One HTTP request to a service, as it would be on the wire. Header names are lower case. */
export interface ServiceRequest {
  method: string;
  /** Without a port. */
  host: string;
  /** Percent-encoded, with the query. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** ARN of the execution role that asks; none when the request comes from outside of the account's functions. */
  role?: string;
}

/** What a service answered, and what it was asked, in AWS's words. */
interface ServiceAnswer {
  service: 's3' | 'sqs' | 'lambda';
  /** As in the API reference; undefined when this simulator has no such operation. */
  operation: string | undefined;
  response: CloudResponse;
}

/** The services of the account beside Lambda. */
export interface Services {
  /**
   * Answers a request that arrives at virtual time `at`, in the same turn. Undefined for a host that no service has: to
   * whoever asks, the network is closed.
   */
  call(request: ServiceRequest, at: number): ServiceAnswer | undefined;
  readonly buckets: Buckets;
  readonly queues: Queues;
}

/** @param ids of their own, so that what is asked here changes nothing that is drawn elsewhere */
export function createServices(
  account: { region: string; accountId: string },
  ids: Random,
  { buckets, queues }: { buckets: Buckets; queues: Queues },
): Services {
  const { region } = account;
  const s3Host = new RegExp(`^(?:(.+)\\.)?s3(?:\\.${region})?\\.amazonaws\\.com$`);
  return {
    buckets,
    queues,
    call(request, at) {
      const host = request.host.toLowerCase();
      if (host === `sqs.${region}.amazonaws.com`)
        return { service: 'sqs', ...handleSqsRequest({ queues, account, ids, at }, request) };
      const s3 = s3Host.exec(host);
      if (!s3) return undefined;
      // S3 knows times to the second.
      const second = Math.floor(at / 1000) * 1000;
      return { service: 's3', ...handleS3Request({ buckets, region, ids, at: second }, request, s3[1]) };
    },
  };
}

/** A request of a function's code as an API takes it. */
export function asApiRequest({ method, path, headers, body }: ServiceRequest): CloudRequest {
  const [place = '', search = ''] = path.split('?');
  const query = Object.fromEntries(new URLSearchParams(search));
  return { method, path: place, query, queryLists: {}, headers: { ...headers }, body };
}

/** A request of a client outside of the account's functions; `undefined` when it names no host. */
export function asServiceRequest({ method, path, query, headers, body }: CloudRequest): ServiceRequest {
  const search = Object.keys(query).length > 0 ? new URLSearchParams(query).toString() : '';
  return {
    method,
    host: (headers.host ?? '').replace(/:\d+$/, ''),
    path: search ? `${path}?${search}` : path,
    headers,
    body,
  };
}
