import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = fileURLToPath(new URL('../src/cloud/runtimes/python/guest', import.meta.url));

/** The Python files of the Python runtime, as one JSON object by name. */
export function pythonRuntime() {
  const names = readdirSync(FILES, { recursive: true }).filter((name) => name.endsWith('.py'));
  const texts = names.sort().map((name) => [name, readFileSync(join(FILES, name), 'utf8')]);
  return JSON.stringify(Object.fromEntries(texts));
}
