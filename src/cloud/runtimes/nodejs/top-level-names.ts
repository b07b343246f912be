import { parse } from 'sucrase/dist/parser/index.js';
import { IdentifierRole } from 'sucrase/dist/parser/tokenizer/index.js';

/** In UTF-16 units; a longer module is a bundle, in which the names say little. */
const LONGEST = 200_000;

const DECLARED = new Set<IdentifierRole | null>([
  IdentifierRole.TopLevelDeclaration,
  IdentifierRole.ObjectShorthandTopLevelDeclaration,
]);

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * The names that JavaScript `source` declares at its top level, in their order, without those that it imports;
 * none when it cannot be read.
 */
export function topLevelNames(source: string): string[] {
  if (source.length > LONGEST) return [];
  try {
    const { tokens } = parse(source, false, false, false);
    const declared = tokens.filter(({ identifierRole }) => DECLARED.has(identifierRole));
    const names = declared.map(({ start, end }) => source.slice(start, end));
    return [...new Set(names)].filter((name) => NAME.test(name));
  } catch {
    return [];
  }
}
