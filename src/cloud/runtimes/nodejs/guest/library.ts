import { provide } from './built-ins.ts';
import { door } from './door.ts';
import type { createLibrary } from './library/start.ts';
import { asInNode22 } from './node22.ts';

/** Modules that anybody may import: Node.js's own, over the simulated environment. */
const PUBLIC =
  'assert assert/strict async_hooks buffer console constants crypto diagnostics_channel events fs fs/promises http os path path/posix ' +
  'path/win32 perf_hooks process punycode querystring readline readline/promises stream stream/consumers stream/promises stream/web string_decoder sys ' +
  'timers timers/promises url util util/types zlib';

let require: ((id: string) => unknown) | undefined;

/** A module of Node.js's library, an internal one, too. Loading is not the work of the function, and not metered. */
export function library(id: string): unknown {
  door.libraryBegins();
  try {
    require ??= (door.libraryStart() as typeof createLibrary)(door, process);
    const module = require(id);
    asInNode22(id, module);
    return module;
  } finally {
    door.libraryEnds();
  }
}

for (const name of PUBLIC.split(' ')) provide(name, () => library(name));
