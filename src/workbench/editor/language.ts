export type Language = 'javascript' | 'typescript' | 'json' | 'plaintext';

export const languageOf = (path: string): Language => {
  if (/\.[cm]?ts$/.test(path)) return 'typescript';
  if (/\.[cm]?js$/.test(path)) return 'javascript';
  return path.endsWith('.json') ? 'json' : 'plaintext';
};
