import type { Context } from './start.ts';
import { unavailable } from './unavailable.ts';

interface Head {
  method: string;
  path: string;
  headers: Record<string, string>;
}
type Headers = Record<string, unknown>;
type Act = (...args: unknown[]) => void;

/** What `door.listen` answers instead of a port. */
const TAKEN = -1;

/** The servers of `node:http`: they can be reached from within the environment. A response leaves when it is whole. */
export function httpServer({ door, load }: Context) {
  const { EventEmitter } = load('node:events') as typeof import('node:events');
  const { Readable, Writable } = load('node:stream') as typeof import('node:stream');

  class IncomingMessage extends Readable {
    readonly httpVersion = '1.1';
    readonly complete = true;
    readonly headers: Record<string, string>;
    readonly rawHeaders: string[];
    constructor(headers: Record<string, string>, body: string) {
      super({ read() {} });
      this.headers = headers;
      this.rawHeaders = Object.entries(headers).flat();
      this.push(body);
      this.push(null);
    }
  }

  class ServerResponse extends Writable {
    statusCode = 200;
    statusMessage = '';
    headersSent = false;
    readonly #id: number;
    readonly #headers = new Map<string, unknown>();
    readonly #chunks: Buffer[] = [];

    constructor(id: number) {
      super();
      this.#id = id;
    }
    setHeader(name: string, value: unknown) {
      this.#headers.set(name.toLowerCase(), value);
      return this;
    }
    getHeader(name: string) {
      return this.#headers.get(name.toLowerCase());
    }
    hasHeader(name: string) {
      return this.#headers.has(name.toLowerCase());
    }
    removeHeader(name: string) {
      this.#headers.delete(name.toLowerCase());
    }
    getHeaders() {
      return Object.fromEntries(this.#headers);
    }
    writeHead(status: number, ...more: (string | Headers)[]) {
      this.statusCode = status;
      const headers = more.find((each): each is Headers => typeof each === 'object');
      for (const [name, value] of Object.entries(headers ?? {})) this.setHeader(name, value);
      this.headersSent = true;
      return this;
    }
    flushHeaders() {}
    override _write(chunk: Buffer, _encoding: string, done: () => void) {
      this.headersSent = true;
      this.#chunks.push(chunk);
      done();
    }
    override _final(done: () => void) {
      const headers = Object.fromEntries([...this.#headers].map(([name, value]) => [name, String(value)]));
      const head = JSON.stringify({ status: this.statusCode, headers });
      door.answerLocal(this.#id, head, Buffer.concat(this.#chunks).toString());
      done();
    }
  }

  class Server extends EventEmitter {
    listening = false;
    #port = 0;

    constructor(...args: unknown[]) {
      super();
      const onRequest = args.find((each): each is Act => typeof each === 'function');
      if (onRequest) this.on('request', onRequest);
    }
    /** `(port)`, `(port, host)` or `({ port })`, and what is called when it listens. */
    listen(...args: unknown[]) {
      const [first] = args;
      const asked = typeof first === 'object' && first !== null ? (first as { port?: unknown }).port : first;
      const onListening = args.find((each): each is Act => typeof each === 'function');
      if (onListening) this.once('listening', onListening);
      const port = door.listen(Number(asked ?? 0) || 0, (id, head, body) => this.#serve(id, head, body));
      if (port < TAKEN) throw unavailable('http.createServer');
      this.listening = port !== TAKEN;
      this.#port = this.listening ? port : Number(asked);
      process.nextTick(() => (this.listening ? this.emit('listening') : this.emit('error', this.#taken())));
      return this;
    }
    address() {
      return this.listening ? { address: '::', family: 'IPv6', port: this.#port } : null;
    }
    close(done?: (error?: Error) => void) {
      if (this.listening) door.closePort(this.#port);
      this.listening = false;
      if (done) this.once('close', done);
      process.nextTick(() => this.emit('close'));
      return this;
    }
    setTimeout() {
      return this;
    }
    #serve(id: number, text: string, body: string) {
      const { method, path, headers } = JSON.parse(text) as Head;
      const request = Object.assign(new IncomingMessage(headers, body), { method, url: path });
      this.emit('request', request, new ServerResponse(id));
    }
    #taken() {
      const address = '::';
      return Object.assign(new Error(`listen EADDRINUSE: address already in use ${address}:${this.#port}`), {
        code: 'EADDRINUSE',
        errno: -98,
        syscall: 'listen',
        address,
        port: this.#port,
      });
    }
  }

  return {
    IncomingMessage,
    ServerResponse,
    Server,
    createServer: (...args: unknown[]) => new Server(...args),
  };
}
