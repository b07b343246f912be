/** Modules of Node.js by their name without `node:`, made when they are first asked for. */
export const made = new Map<string, unknown>();
const makers = new Map<string, () => unknown>();

export function provide(name: string, make: () => unknown): void {
  makers.set(name, make);
}

/** @throws when the simulator does not have it */
export function builtIn(name: string): unknown {
  if (made.has(name)) return made.get(name);
  const make = makers.get(name);
  if (!make) throw new Error(`The module 'node:${name}' is not available in this simulator`);
  const module = make();
  made.set(name, module);
  return module;
}

/** What `import * as` of it has, as JSON. */
export function exportNames(name: string): string {
  const module = builtIn(name);
  if (typeof module !== 'object' && typeof module !== 'function') return '[]';
  return JSON.stringify(Object.keys(module ?? {}));
}
