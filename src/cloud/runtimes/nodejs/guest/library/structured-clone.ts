const ERRORS: Record<string, ErrorConstructor> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

const refuse = (value: unknown): never => {
  throw new DOMException(
    `${typeof value === 'symbol' ? String(value) : `${value as string}`} could not be cloned.`,
    'DataCloneError',
  );
};

/** The structured clone algorithm of HTML, for what a process without workers can hold. */
export function structuredClone(value: unknown, options?: { transfer?: ArrayBuffer[] }): unknown {
  const seen = new Map<unknown, unknown>();
  for (const buffer of options?.transfer ?? []) {
    if (!(buffer instanceof ArrayBuffer)) refuse(buffer);
    seen.set(buffer, buffer.transfer());
  }
  const keep = <T>(from: unknown, to: T): T => {
    seen.set(from, to);
    return to;
  };
  function fill(from: object, to: object) {
    for (const key of Object.keys(from))
      Object.defineProperty(to, key, {
        value: clone((from as Record<string, unknown>)[key]),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    return to;
  }
  function clone(from: unknown): unknown {
    if (typeof from === 'symbol' || typeof from === 'function') return refuse(from);
    if (typeof from !== 'object' || from === null) return from;
    if (seen.has(from)) return seen.get(from);
    if (Array.isArray(from)) return fill(from, keep(from, new Array(from.length)));
    if (from instanceof Date) return keep(from, new Date(from.getTime()));
    if (from instanceof RegExp) return keep(from, new RegExp(from.source, from.flags));
    if (from instanceof Boolean || from instanceof Number || from instanceof String || from instanceof BigInt)
      return keep(from, Object(from.valueOf()));
    if (from instanceof Map) {
      const to = keep(from, new Map());
      for (const [key, each] of [...from]) to.set(clone(key), clone(each));
      return to;
    }
    if (from instanceof Set) {
      const to = keep(from, new Set());
      for (const each of [...from]) to.add(clone(each));
      return to;
    }
    if (from instanceof ArrayBuffer) return keep(from, from.slice(0));
    if (ArrayBuffer.isView(from)) {
      const buffer = clone(from.buffer) as ArrayBuffer;
      const name = Object.prototype.toString.call(from).slice(8, -1);
      const View = (globalThis as unknown as Record<string, new (...args: unknown[]) => object>)[name];
      const ViewClass = View as new (buffer: ArrayBuffer, offset: number, length: number) => object;
      const length = name === 'DataView' ? from.byteLength : (from as Uint8Array).length;
      return keep(from, new ViewClass(buffer, from.byteOffset, length));
    }
    if (from instanceof Error) {
      const made = new (ERRORS[from.name] ?? Error)(from.message);
      keep(from, made);
      if ('cause' in from)
        Object.defineProperty(made, 'cause', {
          value: clone(from.cause),
          writable: true,
          configurable: true,
        });
      Object.defineProperty(made, 'stack', { value: from.stack, writable: true, configurable: true });
      return made;
    }
    if (
      from instanceof WeakMap ||
      from instanceof WeakSet ||
      from instanceof WeakRef ||
      from instanceof Promise
    )
      return refuse(`#<${from.constructor.name}>`);
    return fill(from, keep(from, {}));
  }
  return clone(value);
}
