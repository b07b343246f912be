import { exchange, type Received } from './exchange.ts';
import { bodyClass, extract, type HttpBody, withBody } from './fetch/body.ts';
import { FormData } from './fetch/form-data.ts';
import { Headers, type HeadersInit, TOKEN } from './fetch/headers.ts';
import { picked, shownAs } from './fetch/shown-as.ts';
import type { Context } from './start.ts';

const NULL_BODY = [101, 103, 204, 205, 304];
const REDIRECTS = [301, 302, 303, 307, 308];
/** What every request has outside of a browser. */
const AS_EVER = {
  destination: '',
  referrer: 'about:client',
  referrerPolicy: '',
  mode: 'cors',
  credentials: 'same-origin',
  cache: 'default',
  integrity: '',
  keepalive: false,
  isReloadNavigation: false,
  isHistoryNavigation: false,
};

/** `Headers`, `Request`, `Response`, `FormData`, and a `fetch` that reaches the Runtime API: there is no other network. */
export function fetchGlobals(context: Context) {
  const Body = bodyClass(context);
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
    #body: HttpBody;
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
      Object.defineProperty(response, 'type', { value: 'error' });
      Object.defineProperty(response, 'status', { value: 0 });
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
  withBody(Response.prototype, Response.bodyOf as (self: never) => HttpBody);
  delete (Response as { bodyOf?: unknown }).bodyOf;
  shownAs(Response, (response) =>
    picked(response, 'status statusText headers body bodyUsed ok redirected type url'),
  );

  interface RequestInit {
    method?: string;
    headers?: HeadersInit;
    body?: unknown;
    signal?: AbortSignal;
    redirect?: string;
  }
  class Request {
    readonly method: string;
    readonly url: string;
    readonly headers: Headers;
    readonly redirect: string;
    readonly signal: AbortSignal;
    readonly duplex = 'half';
    #body: HttpBody;
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
  withBody(Request.prototype, bodyOf as (self: never) => HttpBody);
  delete (Request as { bodyOf?: unknown }).bodyOf;
  for (const [name, value] of Object.entries(AS_EVER))
    Object.defineProperty(Request.prototype, name, {
      configurable: true,
      enumerable: true,
      get: () => value,
    });
  shownAs(Request, (request) =>
    picked(
      request,
      'method url headers destination referrer referrerPolicy mode credentials cache redirect integrity keepalive isReloadNavigation isHistoryNavigation signal',
    ),
  );

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
    Object.defineProperty(response, 'url', { value: request.url });
    return response;
  }
  return { Headers, FormData, Request, Response, fetch };
}
