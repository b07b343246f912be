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

/** A file without an ending is a program, such as `bootstrap`. */
function languageOf(path: string): string {
  const [, ending] = /\.([^./]+)$/.exec(path) ?? [];
  return ending === undefined ? 'shellscript' : (LANGUAGES[ending] ?? 'text');
}

let highlighter: Promise<Highlighter> | undefined;

/** The file as HTML; its colours are the variables `--shiki-light` and `--shiki-dark`. */
export async function highlight({ path, text }: SourceFile): Promise<string> {
  highlighter ??= createHighlighter({ themes: [light, dark], langs: [...new Set(Object.values(LANGUAGES))] });
  return (await highlighter).codeToHtml(text.trimEnd(), {
    lang: languageOf(path),
    themes: { light, dark },
    defaultColor: 'light-dark()',
    tabindex: false,
  });
}
