import { exchange } from './exchange.ts';
import { checked } from './http-checks.ts';
import { httpServer } from './http-server.ts';
import type { Context } from './start.ts';

interface Options {
  method?: string;
  protocol?: string;
  hostname?: string;
  host?: string;
  port?: number | string;
  path?: string;
  headers?: Record<string, unknown>;
}
type Respond = (response: object) => void;

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** `node:http` within the environment: a request leaves when its body is whole. */
export function httpModule(context: Context) {
  const { Writable } = context.load('node:stream') as typeof import('node:stream');

  const server = httpServer(context);
  const { IncomingMessage } = server;

  class Agent {
    destroy() {}
  }

  class ClientRequest extends Writable {
    readonly method: string;
    readonly path: string;
    readonly protocol = 'http:';
    readonly host: string;
    readonly #url: URL;
    readonly #headers = new Map<string, unknown>();
    readonly #chunks: Buffer[] = [];

    constructor({ method = 'GET', hostname, host, port = 80, path = '/', headers = {} }: Options) {
      // It lives on when all is sent: the answer is to come.
      super({ autoDestroy: false });
      this.method = method.toUpperCase();
      this.path = path;
      this.host = hostname ?? host ?? 'localhost';
      checked({ method, path, headers });
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
      this.#url = new URL(`http://${this.host}:${port}${path}`);
    }
    setHeader(name: string, value: unknown) {
      this.#headers.set(name.toLowerCase(), value);
      return this;
    }
    getHeader(name: string) {
      return this.#headers.get(name.toLowerCase());
    }
    removeHeader(name: string) {
      this.#headers.delete(name.toLowerCase());
    }
    flushHeaders() {}
    setNoDelay() {}
    setSocketKeepAlive() {}
    /** What listens here always answers, or holds the answer as it is meant to. */
    setTimeout() {
      return this;
    }
    abort() {
      this.destroy();
    }
    override _write(chunk: Buffer, _encoding: string, done: () => void) {
      this.#chunks.push(chunk);
      done();
    }
    override _final(done: () => void) {
      done();
      const headers = Object.fromEntries([...this.#headers].map(([name, value]) => [name, String(value)]));
      const body = Buffer.concat(this.#chunks).toString();
      const sent = { method: this.method, url: this.#url, headers, body };
      exchange(
        context,
        sent,
        ({ status, headers, body }) => {
          if (this.destroyed) return;
          const response = Object.assign(new IncomingMessage(headers, body), { statusCode: status });
          // A response that nobody takes is thrown away.
          if (!this.emit('response', response)) response.resume();
        },
        (error) => void this.destroy(error),
      );
    }
  }

  /** `(options, respond)` or `(url, options, respond)`, as in Node.js. */
  function request(at: string | URL | Options, options?: Options | Respond, respond?: Respond) {
    const from = typeof at === 'string' || at instanceof URL ? new URL(at) : undefined;
    if (from && from.protocol !== 'http:')
      throw Object.assign(new TypeError(`Protocol "${from.protocol}" not supported. Expected "http:"`), {
        code: 'ERR_INVALID_PROTOCOL',
      });
    const given = from
      ? { hostname: from.hostname, port: from.port || 80, path: `${from.pathname}${from.search}` }
      : (at as Options);
    const taken = typeof options === 'function' ? options : respond;
    const made = new ClientRequest({ ...given, ...(typeof options === 'object' && options) });
    return taken ? made.once('response', taken) : made;
  }

  return {
    ...server,
    Agent,
    globalAgent: new Agent(),
    ClientRequest,
    METHODS,
    request,
    get: (...args: Parameters<typeof request>) => request(...args).end(),
  };
}
