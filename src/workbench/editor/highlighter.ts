import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import javascript from 'shiki/langs/javascript.mjs';
import json from 'shiki/langs/json.mjs';
import typescript from 'shiki/langs/typescript.mjs';
import { dark, light } from '../../styles/code-theme.ts';
import type { Language } from './language.ts';

export const highlighter = await createHighlighterCore({
  engine: createJavaScriptRegexEngine(),
  langs: [javascript, json, typescript],
  themes: [light, dark],
});

/** The grammars that few labs need. */
const GRAMMARS = {
  python: () => import('shiki/langs/python.mjs'),
  shell: () => import('shiki/langs/shellscript.mjs'),
};

export const isFewLabs = (language: Language): language is keyof typeof GRAMMARS => language in GRAMMARS;

/** Fetches the grammar of a language, unless it is here. */
export async function learn(language: Language): Promise<void> {
  if (isFewLabs(language)) await highlighter.loadLanguage(GRAMMARS[language]());
}

/** The markup that the build makes of code, made in the browser: for a draft. */
export async function highlight(text: string, language: Language): Promise<string> {
  await learn(language);
  return highlighter.codeToHtml(text, {
    lang: language,
    themes: { light: 'workbook-light', dark: 'workbook-dark' },
    defaultColor: 'light-dark()',
    tabindex: false,
    // In ms a line: a slow machine would stop within the first, where the grammar is compiled, and leave the rest bare.
    tokenizeTimeLimit: 0,
  });
}
