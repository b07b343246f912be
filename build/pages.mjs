import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Rewrites every finished page under `dir` (a file URL) with `change`, from HTML to HTML. */
export function rewritePages(dir, change) {
  const root = fileURLToPath(dir);
  for (const name of readdirSync(root, { recursive: true })) {
    if (!name.endsWith('.html')) continue;
    const file = join(root, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
}
