/**
 * How values are looked at without running what the function's code put into them. All that is called here was taken
 * before that code could change it; objects without a prototype have no setters that it could have added.
 */
const { apply, ownKeys } = Reflect;
const { getOwnPropertyNames: ownNames } = Object;
const getterOf = (prototype: object, name: string) =>
  Object.getOwnPropertyDescriptor(prototype, name)!.get as () => number;
const nextOf = (iterator: object) => Object.getPrototypeOf(iterator).next as () => IteratorResult<unknown>;

const { getTime } = Date.prototype;
const lengthOfTyped = getterOf(Object.getPrototypeOf(Uint8Array.prototype), 'length');
const collections = {
  Map: {
    size: getterOf(Map.prototype, 'size'),
    iterate: Map.prototype.entries,
    next: nextOf(new Map().entries()),
  },
  Set: {
    size: getterOf(Set.prototype, 'size'),
    iterate: Set.prototype.values,
    next: nextOf(new Set().values()),
  },
};

export const looking = {
  __proto__: null,
  ownKeys,
  ownNames,
  startOf(text: string, length: number) {
    let start = '';
    for (let at = 0; at < length && at < text.length; at++) start += text[at];
    return start;
  },
  isShort: (value: bigint) => value > -(2n ** 63n) && value < 2n ** 63n,
  timeOf: (date: Date) => apply(getTime, date, []),
  lengthOf: (typed: Uint8Array) => apply(lengthOfTyped, typed, []),
  sizeOf: (collection: object, kind: 'Map' | 'Set') => apply(collections[kind].size, collection, []),
  /** The first `count` members by number; those of a Map are arrays of key and value. */
  membersOf(collection: object, kind: 'Map' | 'Set', count: number) {
    const { iterate, next } = collections[kind];
    const iterator = apply(iterate as () => object, collection, []);
    const members = { __proto__: null } as unknown as Record<number, unknown>;
    for (let at = 0; at < count; at++) {
      const { done, value } = apply(next, iterator, []);
      if (done) break;
      members[at] = value;
    }
    return members;
  },
};
