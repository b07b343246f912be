import { exchange, type Received } from './exchange.ts';
import type { Context } from './start.ts';

type HeadersInit = Headers | Iterable<[string, string]> | Record<string, string> | undefined;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;
const NULL_BODY = [101, 103, 204, 205, 304];
const REDIRECTS = [301, 302, 303, 307, 308];

/** `Headers`, `Request`, `Response`, `FormData`, and a `fetch` that reaches the Runtime API: there is no other network. */
export function fetchGlobals(context: Context) {
  const { load } = context;
  class Headers {
    #values = new Map<string, { name: string; values: string[] }>();
    constructor(init?: HeadersInit) {
      if (init === undefined || init === null) return;
      if (typeof init !== 'object')
        throw new TypeError("Headers constructor: init can't be converted to a sequence or record");
      const pairs =
        Symbol.iterator in init
          ? (init as Iterable<[string, string]>)
          : Object.entries(init as Record<string, string>);
      for (const pair of pairs) {
        const entry = [...pair];
        if (entry.length !== 2)
          throw new TypeError(
            `Headers constructor: expected name/value pair to be length 2, found ${entry.length}.`,
          );
        this.append(entry[0]!, entry[1]!);
      }
    }
    #key(method: string, name: unknown): string {
      const text = String(name);
      if (!TOKEN.test(text)) throw new TypeError(`Headers.${method}: "${text}" is an invalid header name.`);
      return text.toLowerCase();
    }
    #value(method: string, value: unknown): string {
      const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
      if (/[\0\r\n]/.test(text))
        throw new TypeError(`Headers.${method}: "${text}" is an invalid header value.`);
      return text;
    }
    append(name: string, value: string) {
      const key = this.#key('append', name);
      const text = this.#value('append', value);
      const known = this.#values.get(key);
      if (known) known.values.push(text);
      else this.#values.set(key, { name: key, values: [text] });
    }
    set(name: string, value: string) {
      const key = this.#key('set', name);
      this.#values.set(key, { name: key, values: [this.#value('set', value)] });
    }
    get(name: string): string | null {
      const found = this.#values.get(this.#key('get', name));
      return found ? found.values.join(found.name === 'cookie' ? '; ' : ', ') : null;
    }
    has(name: string) {
      return this.#values.has(this.#key('has', name));
    }
    delete(name: string) {
      this.#values.delete(this.#key('delete', name));
    }
    getSetCookie() {
      return [...(this.#values.get('set-cookie')?.values ?? [])];
    }
    forEach(act: (value: string, name: string, headers: Headers) => void, self?: unknown) {
      for (const [name, value] of this) act.call(self, value, name, this);
    }
    *entries(): IterableIterator<[string, string]> {
      for (const name of [...this.#values.keys()].sort()) {
        const { values } = this.#values.get(name)!;
        if (name === 'set-cookie') for (const value of values) yield [name, value];
        else yield [name, this.get(name)!];
      }
    }
    *keys() {
      for (const [name] of this.entries()) yield name;
    }
    *values() {
      for (const [, value] of this.entries()) yield value;
    }
    [Symbol.iterator]() {
      return this.entries();
    }
    get [Symbol.toStringTag]() {
      return 'Headers';
    }
    [Symbol.for('nodejs.util.inspect.custom')](
      depth: number,
      options: object,
      inspect: (value: unknown, options: object) => string,
    ) {
      return `Headers ${inspect(Object.fromEntries(this), { ...options, depth })}`;
    }
  }

  class FormData {
    #entries: [string, unknown][] = [];
    append(name: string, value: unknown) {
      this.#entries.push([String(name), value instanceof Blob ? value : String(value)]);
    }
    set(name: string, value: unknown) {
      const at = this.#entries.findIndex(([each]) => each === String(name));
      if (at < 0) return this.append(name, value);
      this.#entries = this.#entries.filter(([each], i) => each !== String(name) || i === at);
      this.#entries[at] = [String(name), value instanceof Blob ? value : String(value)];
    }
    get(name: string) {
      return this.#entries.find(([each]) => each === String(name))?.[1] ?? null;
    }
    getAll(name: string) {
      return this.#entries.filter(([each]) => each === String(name)).map(([, value]) => value);
    }
    has(name: string) {
      return this.#entries.some(([each]) => each === String(name));
    }
    delete(name: string) {
      this.#entries = this.#entries.filter(([each]) => each !== String(name));
    }
    forEach(act: (value: unknown, name: string, data: FormData) => void, self?: unknown) {
      for (const [name, value] of this) act.call(self, value, name, this);
    }
    entries() {
      return this.#entries[Symbol.iterator]();
    }
    *keys() {
      for (const [name] of this.#entries) yield name;
    }
    *values() {
      for (const [, value] of this.#entries) yield value;
    }
    [Symbol.iterator]() {
      return this.entries();
    }
    get [Symbol.toStringTag]() {
      return 'FormData';
    }
  }

  const encode = (text: string) => new TextEncoder().encode(text);
  /** Bytes of a body, or where they come from, and the content type that goes with them. */
  function extract(body: unknown): { source: Uint8Array | ReadableStream | Blob | null; type?: string } {
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

  class Body {
    #source: Uint8Array | ReadableStream | Blob | null;
    #stream: ReadableStream | null | undefined;
    #used = false;
    #headers: () => Headers;
    constructor(source: Uint8Array | ReadableStream | Blob | null, headers: () => Headers) {
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
    split(): Uint8Array | ReadableStream | Blob | null {
      if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
      if (!(this.#source instanceof ReadableStream)) return this.#source;
      const [mine, other] = this.#source.tee();
      this.#source = mine;
      this.#stream = mine;
      return other;
    }
  }
  const { defineProperty } = Object;
  /** The reading methods of a class with a body. */
  function withBody(prototype: object, bodyOf: (self: never) => Body) {
    for (const name of ['bytes', 'arrayBuffer', 'text', 'json', 'blob', 'formData'] as const)
      defineProperty(prototype, name, {
        configurable: true,
        writable: true,
        value: {
          async [name](this: never) {
            return bodyOf(this)[name]();
          },
        }[name],
      });
    for (const name of ['body', 'bodyUsed'] as const)
      defineProperty(prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: never) {
          return bodyOf(this)[name];
        },
      });
  }

  interface ResponseInit {
    status?: number;
    statusText?: string;
    headers?: HeadersInit;
  }
  class Response {
    readonly type = 'default' as string;
    readonly url = '';
    readonly redirected = false;
    readonly status: number;
    readonly statusText: string;
    readonly headers: Headers;
    #body: Body;
    static bodyOf = (response: Response) => response.#body;
    constructor(body?: unknown, { status = 200, statusText = '', headers }: ResponseInit = {}) {
      if (status < 200 || status > 599)
        throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
      this.status = status;
      this.statusText = statusText;
      this.headers = new Headers(headers);
      const { source, type } = extract(body);
      if (source !== null && NULL_BODY.includes(status))
        throw new TypeError(`Response constructor: Invalid response status code ${status}`);
      if (type && !this.headers.has('content-type')) this.headers.set('content-type', type);
      this.#body = new Body(source, () => this.headers);
    }
    get ok() {
      return this.status >= 200 && this.status < 300;
    }
    clone() {
      const { status, statusText, headers } = this;
      const copy = new Response(null, { status, statusText, headers });
      copy.#body = new Body(this.#body.split(), () => copy.headers);
      return copy;
    }
    static json(data: unknown, init: ResponseInit = {}) {
      const text = JSON.stringify(data);
      if (text === undefined) throw new TypeError('Value is not JSON serializable');
      const headers = new Headers(init.headers);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      return new Response(text, { ...init, headers });
    }
    static error() {
      const response = new Response();
      defineProperty(response, 'type', { value: 'error' });
      defineProperty(response, 'status', { value: 0 });
      return response;
    }
    static redirect(url: string, status = 302) {
      if (!REDIRECTS.includes(status)) throw new RangeError(`Invalid status code ${status}`);
      return new Response(null, { status, headers: { location: String(new URL(url)) } });
    }
    get [Symbol.toStringTag]() {
      return 'Response';
    }
  }
  withBody(Response.prototype, Response.bodyOf as (self: never) => Body);
  delete (Response as { bodyOf?: unknown }).bodyOf;

  interface RequestInit {
    method?: string;
    headers?: HeadersInit;
    body?: unknown;
    signal?: AbortSignal;
    redirect?: string;
    duplex?: string;
  }
  class Request {
    readonly method: string;
    readonly url: string;
    readonly headers: Headers;
    readonly redirect: string;
    readonly signal: AbortSignal;
    readonly duplex = 'half';
    #body: Body;
    static bodyOf = (request: Request) => request.#body;
    constructor(input: unknown, init: RequestInit = {}) {
      const from = input instanceof Request ? input : undefined;
      if (from) this.url = from.url;
      else
        try {
          this.url = new URL(String(input)).href;
        } catch (cause) {
          throw new TypeError(`Failed to parse URL from ${String(input)}`, { cause });
        }
      const method = String(init.method ?? from?.method ?? 'GET');
      if (!TOKEN.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
      this.method = /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
      this.headers = new Headers(init.headers ?? from?.headers);
      this.redirect = init.redirect ?? from?.redirect ?? 'follow';
      this.signal = init.signal ?? from?.signal ?? new AbortController().signal;
      const { source, type } =
        init.body === undefined
          ? { source: from ? from.#body.split() : null, type: undefined }
          : extract(init.body);
      if (source !== null && (this.method === 'GET' || this.method === 'HEAD'))
        throw new TypeError('Request with GET/HEAD method cannot have body.');
      if (type && !this.headers.has('content-type')) this.headers.set('content-type', type);
      this.#body = new Body(source, () => this.headers);
    }
    clone() {
      return new Request(this);
    }
    get [Symbol.toStringTag]() {
      return 'Request';
    }
  }
  const { bodyOf } = Request;
  withBody(Request.prototype, bodyOf as (self: never) => Body);
  delete (Request as { bodyOf?: unknown }).bodyOf;

  async function fetch(input: unknown, init?: RequestInit) {
    const request = new Request(input, init);
    const { method, signal } = request;
    signal.throwIfAborted();
    const sent = {
      method,
      url: new URL(request.url),
      headers: Object.fromEntries(request.headers),
      body: new TextDecoder().decode(await bodyOf(request).bytes()),
    };
    const { status, headers, body } = await new Promise<Received>((respond, refuse) => {
      signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
      exchange(context, sent, respond, (cause) => {
        const closed = 'hostname' in cause ? ': the network is not available in this simulator' : '';
        refuse(new TypeError(`fetch failed${closed}`, { cause }));
      });
    });
    const response = new Response(NULL_BODY.includes(status) ? null : body, { status, headers });
    defineProperty(response, 'url', { value: request.url });
    return response;
  }
  return { Headers, FormData, Request, Response, fetch };
}
