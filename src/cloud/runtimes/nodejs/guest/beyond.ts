/** Properties, by who has them. */
export type Owned = readonly (readonly [owner: object, ...names: PropertyKey[]])[];

export function takeAway(properties: Owned): void {
  for (const [owner, ...names] of properties) for (const name of names) Reflect.deleteProperty(owner, name);
}

/** What the engine has and Node.js 24 has not: code that uses it would fail on Lambda. */
takeAway([
  [globalThis, 'InternalError'],
  [Function.prototype, 'fileName', 'lineNumber', 'columnNumber'],
  [Iterator, 'concat', 'zip', 'zipKeyed'],
  [Iterator.prototype, 'chunks', 'windows', 'includes', 'join'],
  [Math, 'sumPrecise'],
  [Map.prototype, 'getOrInsert', 'getOrInsertComputed'],
  [WeakMap.prototype, 'getOrInsert', 'getOrInsertComputed'],
  [ArrayBuffer.prototype, 'immutable', 'sliceToImmutable', 'transferToImmutable'],
]);
