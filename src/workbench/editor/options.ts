import * as monaco from 'monaco-editor/editor';
import { indentOf } from './language.ts';

/** How the text looks that the editor replaces: font as computed, sizes and distances in px. */
export interface Setting {
  font: { family: string; size: number; lineHeight: number };
  padding: number;
  /** From the left edge to the first letter: line numbers stand there. */
  gutter: number;
}

/** An editor as calm as the page around it. */
export const editorOptions = ({
  font,
  padding,
}: Setting): monaco.editor.IStandaloneEditorConstructionOptions => ({
  automaticLayout: true,
  fontFamily: font.family,
  fontSize: font.size,
  lineHeight: font.lineHeight,
  fontLigatures: false,
  padding: { top: padding, bottom: padding },
  lineNumbersMinChars: 3,
  renderFinalNewline: 'off',
  scrollBeyondLastColumn: 0,
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: false,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'none',
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  fixedOverflowWidgets: true,
  guides: { indentation: false },
  stickyScroll: { enabled: false },
  'semanticHighlighting.enabled': false,
  bracketPairColorization: { enabled: false },
  occurrencesHighlight: 'off',
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, comments: false, strings: false },
});

export const modelOptions = (path: string): monaco.editor.ITextModelUpdateOptions => ({
  tabSize: indentOf(path),
  insertSpaces: true,
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
});
