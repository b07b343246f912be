import { shownAs } from './shown-as.ts';

/** `FormData` of the Fetch standard. */
export class FormData {
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
shownAs(FormData, (data) => {
  const told: Record<string, unknown> = {};
  for (const [name, value] of data) {
    const all = data.getAll(name);
    told[name] = all.length > 1 ? all : value;
  }
  return told;
});
