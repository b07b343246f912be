/** Names that objects and module loaders give a meaning of their own. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);
const LONGEST = 128;

/** Why a path that came from outside cannot name a file of a function; undefined when it can. */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'a file has no name';
  if (path.length > LONGEST) return `the path of a file is longer than ${LONGEST} characters`;
  const shown = JSON.stringify(path);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(path))
    return `the path ${shown} has characters that cannot be seen`;
  if (/^([/~]|[a-z]:)/i.test(path) || path.includes('\\'))
    return `the path ${shown} leaves the function’s folder`;
  for (const segment of path.split('/')) {
    if (segment === '..') return `the path ${shown} leaves the function’s folder`;
    if (segment === '' || segment === '.' || segment.trim() !== segment)
      return `the path ${shown} is not plain`;
    if (RESERVED.has(segment)) return `the name ${segment} is reserved`;
  }
  return undefined;
}
