import * as monaco from 'monaco-editor/editor';
import type { ThemeRegistration } from 'shiki';
import { dark, light } from '../../styles/code-theme.ts';
import { diffColours } from './diff-colours.ts';
import { highlighter } from './highlighter.ts';

type Stack = Parameters<ReturnType<typeof highlighter.getLanguage>['tokenizeLine2']>[1];

/** Colour and style of a token as vscode-textmate packs them into one number. */
const colourOf = (metadata: number) => (metadata >>> 15) & 0x1ff;
const isItalic = (metadata: number) => ((metadata >>> 11) & 1) === 1;

/** A limit in ms would stop inside the first line, where the grammar is still being compiled, and colour all that follows wrongly. */
const NO_LIMIT = 0;
const LONGEST = 10_000;

class LineState implements monaco.languages.IState {
  readonly stack: Stack;
  constructor(stack: Stack) {
    this.stack = stack;
  }
  clone() {
    return new LineState(this.stack);
  }
  equals(other: monaco.languages.IState) {
    return other instanceof LineState && other.stack === this.stack;
  }
}

const hex = (colour: string) => colour.replace('#', '').toLowerCase();
const name = (lightColour: string, italic: boolean) => `ink-${hex(lightColour)}${italic ? '-italic' : ''}`;

/** Monaco's tokens from the page's own grammars, each named by its colour in the light theme. */
export function colourLikeThePage(language: string, grammarName = language) {
  const { colorMap } = highlighter.setTheme('workbook-light');
  const grammar = highlighter.getLanguage(grammarName);
  monaco.languages.setTokensProvider(language, {
    getInitialState: () => new LineState(null),
    tokenize(line, state) {
      if (line.length > LONGEST) return { tokens: [], endState: state };
      const { tokens, ruleStack } = grammar.tokenizeLine2(line, (state as LineState).stack, NO_LIMIT);
      const coloured: monaco.languages.IToken[] = [];
      for (let at = 0; at < tokens.length; at += 2) {
        const metadata = tokens[at + 1] ?? 0;
        const scopes = name(colorMap[colourOf(metadata)] ?? '', isItalic(metadata));
        coloured.push({ startIndex: tokens[at] ?? 0, scopes });
      }
      return { tokens: coloured, endState: new LineState(ruleStack) };
    },
  });
}

const inks = (theme: ThemeRegistration) =>
  (theme.settings ?? []).map(({ settings }) => settings.foreground ?? theme.fg ?? '');

/** The two themes list their rules in the same order: that pairs a light colour with its dark one. */
function define(id: string, base: 'vs' | 'vs-dark', theme: ThemeRegistration) {
  const own = inks(theme);
  const rules = inks(light).flatMap((lightInk, at) => {
    const foreground = hex(own[at] ?? lightInk);
    return [
      { token: name(lightInk, false), foreground },
      { token: name(lightInk, true), foreground, fontStyle: 'italic' },
    ];
  });
  monaco.editor.defineTheme(id, {
    base,
    inherit: true,
    rules,
    colors: { ...colours(theme), ...diffColours[base] },
  });
}

function colours(theme: ThemeRegistration): Record<string, string> {
  const given = theme.colors ?? {};
  const panel = given['editor.background'] ?? '';
  const text = given['editor.foreground'] ?? '';
  const quiet = given['editorLineNumber.foreground'] ?? '';
  const selection = given['editor.selectionBackground'] ?? '';
  return {
    ...given,
    'editorGutter.background': panel,
    'editorWidget.background': panel,
    'input.background': panel,
    'input.foreground': text,
    'input.border': quiet,
    'input.placeholderForeground': quiet,
    'editorHoverWidget.background': panel,
    'editorSuggestWidget.background': panel,
    'editorSuggestWidget.selectedBackground': selection,
    'editorSuggestWidget.selectedForeground': text,
    'editorSuggestWidget.highlightForeground': text,
    'editorSuggestWidget.focusHighlightForeground': text,
    'list.hoverBackground': selection,
    'editorBracketMatch.background': selection,
    'editorBracketMatch.border': '#00000000',
    'editorCursor.foreground': text,
    'editor.lineHighlightBackground': '#00000000',
    'editor.lineHighlightBorder': '#00000000',
    'editorLineNumber.activeForeground': text,
    focusBorder: '#00000000',
  };
}

const chosen = () => {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
    ? 'workbook-dark'
    : 'workbook-light';
};

/** Gives Monaco the page's colours, and keeps following the page's theme. */
export function followPageTheme() {
  for (const language of ['javascript', 'json', 'typescript']) colourLikeThePage(language);
  define('workbook-light', 'vs', light);
  define('workbook-dark', 'vs-dark', dark);
  const apply = () => monaco.editor.setTheme(chosen());
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}
