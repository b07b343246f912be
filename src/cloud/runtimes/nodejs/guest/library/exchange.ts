import { notFound, refused } from './http-checks.ts';
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

/** Names of the environment itself. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]', 'sandbox', 'sandbox.localdomain'];

/** Sends a request to what listens in the environment, the Runtime API or another program; there is no other network. */
export function exchange(
  { door, bind }: Context,
  { method, url, headers, body }: Sent,
  respond: (received: Received) => void,
  refuse: (error: Error) => void,
): void {
  const { AWS_LAMBDA_RUNTIME_API: runtimeApi } = JSON.parse(door.variables()) as Record<string, string>;
  const head = JSON.stringify({ method, path: `${url.pathname}${url.search}`, headers });
  const answered = bind((answer: string, text: string) => respond({ ...JSON.parse(answer), body: text }));
  const port = Number(url.port || 80);
  if (url.protocol === 'http:' && url.host === runtimeApi) door.runtimeApi(head, body, answered);
  else if (url.protocol !== 'http:' || !LOCAL.includes(url.hostname)) refuse(notFound(url.hostname));
  else if (!door.callLocal(port, head, body, answered)) refuse(refused(port));
}
