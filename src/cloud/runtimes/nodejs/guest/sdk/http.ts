import type { Door } from '../door.ts';
import { checked, notFound } from '../library/http-checks.ts';

/** Given by `guest/sdk.ts`; the SDK is a script of its own. */
declare const door: Pick<Door, 'callService' | 'startTimer' | 'cancelTimer'>;
declare const require: (id: string) => unknown;

const { EventEmitter } = require('node:events') as typeof import('node:events');
const { Readable, Writable } = require('node:stream') as typeof import('node:stream');

interface RequestOptions {
  method: string;
  host: string;
  path: string;
  port?: number;
  headers: Record<string, string>;
}

/** JSON as it was before the function's code could change it. */
const { parse, stringify } = JSON;

/** Bytes of a body that come in one piece. */
const CHUNK_BYTES = 64 * 1024;

class Socket extends EventEmitter {
  readonly connecting = false;
  #timer: number | undefined;
  setKeepAlive() {
    return this;
  }
  setTimeout(delayMs: number, act?: () => void) {
    if (act) this.once('timeout', act);
    this.#timer = door.startTimer(delayMs, () => this.emit('timeout'));
    return this;
  }
  destroy() {
    if (this.#timer !== undefined) door.cancelTimer(this.#timer);
    return this;
  }
}

export class Agent {
  destroy() {}
}

/** A request over HTTPS: it leaves through the door when its body is whole, and the answer comes when its time has passed. */
class ClientRequest extends Writable {
  readonly socket = new Socket();
  readonly #options: RequestOptions;
  readonly #chunks: Buffer[] = [];
  #timer: number | undefined;

  constructor(options: RequestOptions) {
    // It lives on when all is sent: the answer is to come.
    super({ autoDestroy: false });
    checked(options);
    this.#options = options;
    process.nextTick(() => {
      this.emit('socket', this.socket);
      this.emit('continue');
    });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.#chunks.push(chunk);
    done();
  }

  override _final(done: () => void) {
    done();
    const { method, host, path, headers } = this.#options;
    const head = stringify({ method, host, path, headers });
    door.callService(head, Buffer.concat(this.#chunks), (answer, body) => {
      if (this.destroyed) return;
      if (answer === undefined || !body) return void this.destroy(notFound(host));
      const { latencyMs, statusCode, headers: received } = parse(answer);
      this.#timer = door.startTimer(latencyMs, () => {
        this.#timer = undefined;
        this.emit('response', responseOf(statusCode, received, body));
        this.destroy();
      });
    });
    this.#chunks.length = 0;
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void) {
    if (this.#timer !== undefined) door.cancelTimer(this.#timer);
    this.socket.destroy();
    done(error);
  }
}

function responseOf(statusCode: number, headers: Record<string, string>, body: Uint8Array) {
  let at = 0;
  const response = new Readable({
    read() {
      const end = Math.min(at + CHUNK_BYTES, body.length);
      if (at < end) this.push(Buffer.from(body.subarray(at, end)));
      at = end;
      if (at >= body.length) this.push(null);
    },
  });
  return Object.assign(response, { statusCode, headers, complete: true });
}

export function request(options: RequestOptions, respond: (response: object) => void) {
  return new ClientRequest(options).once('response', respond);
}

/** Of `node:http2`, for a handler that clients do not use by themselves. */
export const constants = {};
export function connect() {
  throw new Error('node:http2 is not available in this simulator');
}

export default { Agent, request };
