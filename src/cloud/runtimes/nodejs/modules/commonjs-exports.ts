import { initSync, parse } from 'cjs-module-lexer';

/** A valid identifier, or any string: ES modules may export both. */
type Name = string;

/**
 * The names that a CommonJS module exports, read from its text as Node.js does: without running it.
 * @param follow where a module that it re-exports is, when that is CommonJS, too
 */
export function exportedNames(
  path: string,
  textOf: (path: string) => string,
  follow: (request: string, importer: string) => string | undefined,
): Name[] {
  initSync();
  const names = new Set<Name>(['module.exports']);
  const seen = new Set<string>();
  const visit = (at: string) => {
    if (seen.has(at)) return;
    seen.add(at);
    try {
      const { exports, reexports } = parse(textOf(at), at);
      for (const name of exports) names.add(name);
      for (const request of reexports) {
        const next = follow(request, at);
        if (next) visit(next);
      }
    } catch {
      // What cannot be read fails when it is run, with a better message.
    }
  };
  visit(path);
  names.delete('default');
  return [...names];
}
