import type { Context } from './start.ts';

export interface Sent {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Received {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a request to what listens in the environment, which is the Runtime API alone. False when nobody has that address: the network is closed. */
export function exchange(
  { door, bind }: Context,
  { method, url, headers, body }: Sent,
  respond: (received: Received) => void,
): boolean {
  const { AWS_LAMBDA_RUNTIME_API: runtimeApi } = JSON.parse(door.variables()) as Record<string, string>;
  if (url.protocol !== 'http:' || url.host !== runtimeApi) return false;
  const path = `${url.pathname}${url.search}`;
  const head = JSON.stringify({ method, path, headers });
  const answered = bind((answer: string, text: string) => respond({ ...JSON.parse(answer), body: text }));
  door.runtimeApi(head, body, answered);
  return true;
}
