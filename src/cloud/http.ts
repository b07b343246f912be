/** An HTTP request as the service sees it. `path` is still percent-encoded; header names are lower case. */
export interface CloudRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Parameters of the query that may be given more than once. */
  queryLists: Record<string, readonly string[]>;
  headers: Record<string, string>;
  body: Uint8Array;
}

export interface CloudResponse {
  statusCode: number;
  headers: Record<string, string>;
  /** Each is a `Set-Cookie` header of its own. */
  cookies?: readonly string[];
  body: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const toBytes = (text: string): Uint8Array => encoder.encode(text);
/** Whether a text is more than so many bytes. */
export const isLonger = (text: string, bytes: number): boolean =>
  text.length * 3 > bytes && toBytes(text).length > bytes;
export const toText = (bytes: Uint8Array): string => decoder.decode(bytes);

export const noContent = (headers: Record<string, string> = {}): CloudResponse => ({
  statusCode: 204,
  headers,
  body: new Uint8Array(),
});

export function json(statusCode: number, body: unknown, headers: Record<string, string> = {}): CloudResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: toBytes(JSON.stringify(body)),
  };
}
