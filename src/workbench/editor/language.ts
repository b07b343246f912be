export type Language = 'javascript' | 'typescript' | 'python' | 'shell' | 'json' | 'plaintext';

export const languageOf = (path: string): Language => {
  if (/\.[cm]?ts$/.test(path)) return 'typescript';
  if (/\.[cm]?js$/.test(path)) return 'javascript';
  if (/\.py$/.test(path)) return 'python';
  if (/\.json$/.test(path)) return 'json';
  // A file without an ending is a program, such as bootstrap.
  return /\.sh$|^[^.]+$/.test(path) ? 'shell' : 'plaintext';
};

/** Spaces that a level of indentation takes. */
export const indentOf = (path: string): number => (languageOf(path) === 'python' ? 4 : 2);
