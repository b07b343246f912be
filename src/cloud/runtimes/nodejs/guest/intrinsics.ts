/** The engine is built without Atomics, which node-inspect-extracted expects to copy. */
if (!('Atomics' in globalThis))
  Object.defineProperty(globalThis, 'Atomics', { value: {}, configurable: true });
