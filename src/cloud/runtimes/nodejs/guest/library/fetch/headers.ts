import { shownAs } from './shown-as.ts';

export type HeadersInit = Headers | Iterable<[string, string]> | Record<string, string> | undefined;

/** What the name of a header, or of a method, is made of. */
export const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;

/** `Headers` of the Fetch standard. */
export class Headers {
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
}
shownAs(Headers, (headers) => Object.fromEntries(headers));
