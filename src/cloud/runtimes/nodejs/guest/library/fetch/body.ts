import type { Context } from '../start.ts';
import { FormData } from './form-data.ts';
import type { Headers } from './headers.ts';

type Source = Uint8Array | ReadableStream | Blob | null;
export type HttpBody = InstanceType<ReturnType<typeof bodyClass>>;

const encode = (text: string) => new TextEncoder().encode(text);

/** Bytes of a body, or where they come from, and the content type that goes with them. */
export function extract(body: unknown): { source: Source; type?: string } {
  if (body === undefined || body === null) return { source: null };
  if (body instanceof URLSearchParams)
    return { source: encode(String(body)), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (body instanceof Blob) return { source: body, ...(body.type && { type: body.type }) };
  if (body instanceof ArrayBuffer) return { source: new Uint8Array(body.slice(0)) };
  if (ArrayBuffer.isView(body))
    return { source: new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice() };
  if (body instanceof ReadableStream) return { source: body };
  if (typeof body === 'object' && Symbol.asyncIterator in body)
    return { source: (ReadableStream as unknown as { from(parts: object): ReadableStream }).from(body) };
  return { source: encode(String(body)), type: 'text/plain;charset=UTF-8' };
}

/** What a request and a response have in common. */
export function bodyClass({ load }: Context) {
  return class Body {
    #source: Source;
    #stream: ReadableStream | null | undefined;
    #used = false;
    #headers: () => Headers;
    constructor(source: Source, headers: () => Headers) {
      this.#source = source;
      this.#headers = headers;
      if (source instanceof ReadableStream) this.#stream = source;
    }
    get body(): ReadableStream | null {
      if (this.#stream !== undefined) return this.#stream;
      const source = this.#source;
      if (source === null) this.#stream = null;
      else if (source instanceof Blob) this.#stream = source.stream() as ReadableStream;
      else if (source instanceof Uint8Array)
        this.#stream = new ReadableStream({
          type: 'bytes',
          start(controller) {
            if (source.length > 0) controller.enqueue(source as Uint8Array<ArrayBuffer>);
            controller.close();
          },
        });
      return this.#stream ?? null;
    }
    get bodyUsed() {
      return this.#used || this.#isDisturbed();
    }
    #isDisturbed() {
      const { isDisturbed } = load('node:stream') as { isDisturbed(stream: unknown): boolean };
      return this.#stream ? isDisturbed(this.#stream) : false;
    }
    async bytes(): Promise<Uint8Array> {
      if (this.bodyUsed || this.#stream?.locked)
        throw new TypeError('Body is unusable: Body has already been read');
      const source = this.#source;
      if (source === null) return new Uint8Array();
      this.#used = true;
      if (source instanceof Uint8Array && !this.#stream) return source.slice();
      const { buffer } = load('node:stream/consumers') as { buffer(stream: unknown): Promise<Uint8Array> };
      return new Uint8Array(await buffer(this.body));
    }
    async arrayBuffer() {
      return (await this.bytes()).buffer;
    }
    async text() {
      return new TextDecoder().decode(await this.bytes());
    }
    async json(): Promise<unknown> {
      return JSON.parse(await this.text());
    }
    async blob() {
      return new Blob([(await this.bytes()) as Uint8Array<ArrayBuffer>], {
        type: this.#headers().get('content-type') ?? '',
      });
    }
    async formData() {
      const type = this.#headers().get('content-type') ?? '';
      if (!type.startsWith('application/x-www-form-urlencoded'))
        throw new Error(`Response.formData() of ${type || 'this body'} is not available in this simulator`);
      const data = new FormData();
      for (const [name, value] of new URLSearchParams(await this.text())) data.append(name, value);
      return data;
    }
    /** Both copies can be read. */
    split(): Source {
      if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
      if (!(this.#source instanceof ReadableStream)) return this.#source;
      const [mine, other] = this.#source.tee();
      this.#source = mine;
      this.#stream = mine;
      return other;
    }
  };
}

/** The reading methods of a class with a body. */
export function withBody(prototype: object, bodyOf: (self: never) => HttpBody) {
  for (const name of ['bytes', 'arrayBuffer', 'text', 'json', 'blob', 'formData'] as const)
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value: {
        async [name](this: never) {
          return bodyOf(this)[name]();
        },
      }[name],
    });
  for (const name of ['body', 'bodyUsed'] as const)
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: never) {
        return bodyOf(this)[name];
      },
    });
}
