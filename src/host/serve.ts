import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Cloud } from '../cloud/cloud.ts';
import { asCloudRequest, bodyOf } from './http-request.ts';
import { corsHeaders, isToFunctionUrl, PREFLIGHT, refusedBecause } from './who-may-ask.ts';

interface ServeOptions {
  cloud: Cloud;
  /** Of the pages that may ask, `https://example.org`. */
  origins: readonly string[];
  /** Resolves when what the account is now is not lost any more; a change is not answered before. */
  keep(): Promise<void>;
}

/** Serves an account to any AWS SDK or CLI on this machine, as AWS does over HTTPS. */
export function serveCloud({ cloud, origins, keep }: ServeOptions): Server {
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { method = '', headers } = request;
    const toUrl = isToFunctionUrl(headers);
    const cors = toUrl ? {} : corsHeaders(headers.origin, origins);
    const refuse = (status: number, type: string, message: string) =>
      response
        .writeHead(status, {
          ...cors,
          'content-type': 'application/json',
          'x-amzn-errortype': type,
          connection: 'close',
        })
        .end(JSON.stringify({ message }));
    const refused = toUrl ? undefined : refusedBecause(headers, origins);
    if (refused) return refuse(403, 'AccessDeniedException', refused);
    if (method === 'OPTIONS' && !toUrl) return response.writeHead(204, { ...cors, ...PREFLIGHT }).end();
    const body = await bodyOf(request);
    if (!body)
      return refuse(413, 'RequestTooLargeException', 'The request is longer than any request may be.');
    const answered = await cloud.handle(asCloudRequest(request, body));
    if (toUrl || (method !== 'GET' && method !== 'HEAD')) await keep();
    const { statusCode, headers: answers, cookies, body: bytes } = answered;
    return response
      .writeHead(statusCode, { ...cors, ...answers, ...(cookies && { 'set-cookie': [...cookies] }) })
      .end(bytes);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      console.error(error);
      if (response.headersSent) return response.destroy();
      return response
        .writeHead(500, { 'content-type': 'application/json', 'x-amzn-errortype': 'ServiceException' })
        .end(JSON.stringify({ message: `The simulator failed: ${error.message}` }));
    });
  });
  // Longer than an SDK keeps a connection that it does not use.
  server.keepAliveTimeout = 60_000;
  return server;
}
