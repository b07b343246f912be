export type Language = 'javascript' | 'typescript' | 'json';

export const languageOf = (path: string): Language =>
  /\.[cm]?ts$/.test(path) ? 'typescript' : path.endsWith('.json') ? 'json' : 'javascript';
