import { LambdaClient } from '@aws-sdk/client-lambda';
import { HttpResponse } from '@smithy/core/protocols';
import type { Cloud } from '../cloud/cloud.ts';
import type { EnvironmentSnapshot } from '../cloud/environment/snapshot.ts';
import type { CloudRequest, CloudResponse } from '../cloud/http.ts';
import type { AttachedRuntime } from '../cloud/runtimes/attached.ts';
import type { SimulatedAccount } from '../cloud/simulated-account.ts';
import type { TraceEvent } from '../cloud/trace.ts';
import type { Target } from './target.ts';

export interface SimulatorTarget extends Target {
  readonly kind: 'simulator';
  /** Holds the next `count` requests until the last of them is there, so that they arrive at the same moment. */
  gather(count: number): void;
  traceFrom(from: number): Promise<readonly TraceEvent[]>;
  /** One request to the account's S3, as a client outside of the functions sends it; `path` is `/bucket/key?query`, encoded. */
  s3(method: string, path: string, text?: string): Promise<S3Answer>;
  /** Lets `ms` of virtual time pass without a request. */
  advance(ms: number): Promise<void>;
  /** Gives up the idle environments of a function. */
  reclaim(functionName: string): Promise<void>;
  /** The environments of a function that are alive, the oldest first. Looking changes nothing. */
  environments(functionName: string): Promise<readonly EnvironmentSnapshot[]>;
  /** Lets whoever calls it serve the function's invocations in place of its runtime. */
  attach(functionName: string): Promise<AttachedRuntime>;
}

interface S3Answer {
  statusCode: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** Requests that wait for each other. */
interface Gathering {
  count: number;
  requests: CloudRequest[];
  responses: Promise<CloudResponse[]>;
  answered(responses: CloudResponse[]): void;
  failed(reason: unknown): void;
}

/** The request as the SDK hands it to a request handler. */
interface SdkRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}

/** A Lambda client whose requests are answered by `account`; nothing leaves the browser. */
export function simulatorTarget(account: SimulatedAccount): SimulatorTarget {
  let gathering: Gathering | undefined;
  const answer = (request: CloudRequest) =>
    gathering ? gather(gathering, request) : account.handle(request);

  async function gather(group: Gathering, request: CloudRequest): Promise<CloudResponse> {
    const place = group.requests.push(request) - 1;
    if (group.requests.length === group.count) {
      gathering = undefined;
      account.handleTogether(group.requests).then(group.answered, group.failed);
    }
    const responses = await group.responses;
    return responses[place] as CloudResponse;
  }

  const client = new LambdaClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDSIMULATOR', secretAccessKey: 'simulated' },
    maxAttempts: 1,
    requestHandler: {
      async handle(request: SdkRequest) {
        const { statusCode, headers, body } = await answer(toCloudRequest(request));
        return { response: new HttpResponse({ statusCode, headers, body: asSdkBody(headers, body) }) };
      },
    },
  });
  return {
    kind: 'simulator',
    client,
    roleArn: 'arn:aws:iam::111122223333:role/workbook-lab',
    functionReady: () => account.settled(),
    gather(count) {
      const { promise, resolve, reject } = Promise.withResolvers<CloudResponse[]>();
      gathering = { count, requests: [], responses: promise, answered: resolve, failed: reject };
    },
    traceFrom: (from) => account.traceFrom(from),
    async s3(method, path, text) {
      const { statusCode, headers, body } = await account.handle({
        method,
        path,
        query: {},
        queryLists: {},
        headers: { host: 's3.us-east-1.amazonaws.com', authorization: 'AWS4-HMAC-SHA256' },
        body: toBytes(text),
      });
      return { statusCode, headers, text: new TextDecoder().decode(body) };
    },
    advance: (ms) => account.advance(ms),
    reclaim: (functionName) => account.reclaim(functionName),
    environments: (functionName) => account.environments(functionName),
    attach: (functionName) => account.attach(functionName),
  };
}

/** The same on an account in this process. */
export const targetOn = (cloud: Cloud): SimulatorTarget =>
  simulatorTarget({
    ...cloud,
    attach: async (functionName) => cloud.attach(functionName),
    traceFrom: async (from) => cloud.trace.slice(from),
  });

/** Of a response in parts the SDK takes a stream only. */
const asSdkBody = (headers: Record<string, string>, body: Uint8Array) =>
  headers['content-type'] === 'application/vnd.amazon.eventstream' ? new Blob([body.slice()]).stream() : body;

function toCloudRequest({ method, path, query = {}, headers, body }: SdkRequest): CloudRequest {
  const single = Object.entries(query).map(([key, value]) => [
    key,
    String(Array.isArray(value) ? value[0] : value),
  ]);
  const lists = Object.entries(query).filter((entry): entry is [string, string[]] => Array.isArray(entry[1]));
  const lower = Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]);
  return {
    method,
    path,
    query: Object.fromEntries(single),
    queryLists: Object.fromEntries(lists),
    headers: Object.fromEntries(lower),
    body: toBytes(body),
  };
}

function toBytes(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError('The simulator takes request bodies as text or bytes.');
}
