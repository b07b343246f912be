export type Language = 'javascript' | 'typescript' | 'python' | 'shell' | 'json' | 'plaintext';

export const languageOf = (path: string): Language => {
  if (/\.[cm]?ts$/.test(path)) return 'typescript';
  if (/\.[cm]?js$/.test(path)) return 'javascript';
  if (path.endsWith('.py')) return 'python';
  // A file without an ending is a program, such as bootstrap.
  if (/\.sh$|(^|\/)[^.]+$/.test(path)) return 'shell';
  return path.endsWith('.json') ? 'json' : 'plaintext';
};

/** Spaces that a level of indentation takes. */
export const indentOf = (path: string): number => (languageOf(path) === 'python' ? 4 : 2);
