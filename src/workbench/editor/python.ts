import { learnPython } from './highlighter.ts';
import { colourLikeThePage } from './theme.ts';

let known: Promise<unknown> | undefined;

/** Teaches Monaco Python when a file of it is opened; without a connection it stays text. */
export async function teachPython(): Promise<void> {
  known ??= Promise.all([import('monaco-editor/languages/definitions/python/register'), learnPython()]);
  try {
    await known;
    colourLikeThePage('python');
  } catch {
    known = undefined;
  }
}
