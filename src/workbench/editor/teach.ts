import { isFewLabs, learn } from './highlighter.ts';
import type { Language } from './language.ts';
import { colourLikeThePage } from './theme.ts';

const DEFINITIONS = {
  python: () => import('monaco-editor/languages/definitions/python/register'),
  shell: () => import('monaco-editor/languages/definitions/shell/register'),
};

const known = new Map<Language, Promise<unknown>>();

/** Teaches Monaco a language that few labs need when a file of it is opened; without a connection it stays text. */
export async function teach(language: Language): Promise<void> {
  if (!isFewLabs(language)) return;
  const learning = known.get(language) ?? Promise.all([DEFINITIONS[language](), learn(language)]);
  known.set(language, learning);
  try {
    await learning;
    colourLikeThePage(language);
  } catch {
    known.delete(language);
  }
}
