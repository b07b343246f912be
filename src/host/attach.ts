import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Cloud } from '../cloud/cloud.ts';
import type { RuntimeApiRequest } from '../cloud/environment/runtime-api.ts';
import { refusedBecause } from './who-may-ask.ts';

/** A response may be so long (6 MB and 100 bytes); in parts, 200 MB. One byte more tells that it is longer. */
const LONGEST_BYTES = 6_291_556 + 1;
const LONGEST_STREAMED_BYTES = 209_715_200 + 1;

/** A runtime that reads this cannot go on, and ends. */
const INTERNAL_FAULT = '{"errorMessage":"Internal Server Error","errorType":"InternalServerError"}\n';

interface AttachOptions {
  cloud: Cloud;
  functionName: string;
  /** Where its Runtime API listens, on 127.0.0.1; 0 for any free port. */
  port: number;
  /** Told when an event has come and nobody asks for it. */
  unheard(): void;
}

/** The Runtime API of a function that a process on this machine serves. */
export interface ServedRuntimeApi {
  /** As `AWS_LAMBDA_RUNTIME_API` has it. */
  address: string;
  /** Ends what waits; its function has its own runtime again. */
  close(): Promise<void>;
}

/**
 * Opens a function's Runtime API for real processes.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function serveRuntimeApi({
  cloud,
  functionName,
  port,
  unheard,
}: AttachOptions): Promise<ServedRuntimeApi> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      console.error(error);
      if (response.headersSent) return response.destroy();
      return response.writeHead(500, { 'Content-Type': 'application/json' }).end(INTERNAL_FAULT);
    });
  });
  // Who asks for the next event waits for it, be it for days.
  Object.assign(server, { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const runtime = cloud.attach(functionName, unheard);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const refused = refusedBecause(request.headers, []) ?? pageRefused(request.headers);
    if (refused) {
      const body = JSON.stringify({ errorMessage: refused, errorType: 'AccessDenied' });
      return response
        .writeHead(403, { 'Content-Type': 'application/json', Connection: 'close' })
        .end(`${body}\n`);
    }
    const connection = new AbortController();
    response.on('close', () => connection.abort());
    const answered = await runtime.request(await asRuntimeApiRequest(request), connection.signal);
    if (!answered) return response.destroy();
    const { status, headers, body } = answered;
    // With its length: who reads HTTP by hand may not know of chunks.
    const length = String(Buffer.byteLength(body));
    return response.writeHead(status, spelled({ ...headers, 'content-length': length })).end(body);
  }

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      runtime.detach();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Browsers name the site that asks. `fetch` of Node.js sends other headers of that name, but not this one. */
const pageRefused = (headers: IncomingHttpHeaders) =>
  headers['sec-fetch-site'] === undefined
    ? undefined
    : 'The Runtime API is for runtimes, not for pages in a browser.';

async function asRuntimeApiRequest(request: IncomingMessage): Promise<RuntimeApiRequest> {
  const { method = '', url: path = '', headers } = request;
  const inParts = headers['lambda-runtime-function-response-mode'] === 'streaming';
  const { body, truncated } = await textOf(request, inParts ? LONGEST_STREAMED_BYTES : LONGEST_BYTES);
  // A stream tells of its error behind its body.
  const all = Object.entries({ ...headers, ...request.trailers });
  return {
    method,
    path,
    headers: Object.fromEntries(all.map(([name, value]) => [name, String(value)])),
    body,
    ...(truncated && { truncated }),
  };
}

/** The body, of which no more than `most` bytes are kept. */
async function textOf(request: IncomingMessage, most: number): Promise<{ body: string; truncated: boolean }> {
  const parts: Buffer[] = [];
  let bytes = 0;
  let truncated = false;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      if (bytes < most) parts.push(part.subarray(0, most - bytes));
      bytes += part.length;
    }
  } catch {
    truncated = true;
  }
  return { body: Buffer.concat(parts).toString(), truncated };
}

/** Header names as Lambda writes them: `Lambda-Runtime-Aws-Request-Id`. */
const spelled = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
      value,
    ]),
  );
