import type { IncomingMessage } from 'node:http';
import type { CloudRequest } from '../cloud/http.ts';
import { isToFunctionUrl } from './who-may-ask.ts';

/** More than a deployment package of 50 MB is as base64. */
const LONGEST_BODY_BYTES = 100 * 2 ** 20;

/** For which service a request is signed: clients that were given an endpoint say it nowhere else. */
const SIGNED_FOR = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/** The whole body; undefined when it is longer than any request may be. */
export async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LONGEST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** A request on the wire as the account takes it; unless it is to a function URL, the service that it is signed for is its host. */
export function asCloudRequest(
  { method = '', url = '', headers }: IncomingMessage,
  body: Uint8Array,
): CloudRequest {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const names = [...new Set(query.keys())];
  const signed = `${headers.authorization} Credential=${query.get('X-Amz-Credential')}`;
  const [, , service] = isToFunctionUrl(headers) ? [] : (SIGNED_FOR.exec(signed) ?? []);
  return {
    method,
    path,
    query: Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])),
    queryLists: Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      host: service ? `${service}.us-east-1.amazonaws.com` : (headers.host ?? ''),
    },
    body,
  };
}
