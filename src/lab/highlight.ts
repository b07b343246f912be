import { createHighlighter, type Highlighter } from 'shiki';
import { dark, light } from '../styles/code-theme.ts';
import type { SourceFile } from './lab.ts';

const LANGUAGES: Record<string, string> = {
  mjs: 'javascript',
  js: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  json: 'json',
  py: 'python',
  sh: 'shellscript',
};

let highlighter: Promise<Highlighter> | undefined;

/** The file as HTML; its colours are the variables `--shiki-light` and `--shiki-dark`. */
export async function highlight({ path, text }: SourceFile): Promise<string> {
  highlighter ??= createHighlighter({ themes: [light, dark], langs: [...new Set(Object.values(LANGUAGES))] });
  return (await highlighter).codeToHtml(text.trimEnd(), {
    lang: LANGUAGES[path.split('.').at(-1) ?? ''] ?? 'text',
    themes: { light, dark },
    defaultColor: 'light-dark()',
    tabindex: false,
  });
}
