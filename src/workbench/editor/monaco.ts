import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import 'monaco-editor/features/register.all';
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker.js?worker';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/typescript/register';
import cssUrl from '../../../node_modules/monaco-editor/min/vs/editor/editor.main.css?url';
import type { SourceFile } from '../../lab/lab.ts';
import type { SourceLocation } from '../../lab/run.ts';
import type { Keystroke } from './keystrokes.ts';
import { languageOf } from './language.ts';
import { followPageTheme } from './theme.ts';
import { teachTypes } from './typescript.ts';

self.MonacoEnvironment = {
  getWorker: (_, label) =>
    label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker(),
};
followPageTheme();
teachTypes();

let styled: Promise<void> | undefined;

/** Monaco's style sheet in the page; after a failure the next call tries again. */
function styles() {
  styled ??= new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = cssUrl;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      styled = undefined;
      reject(new Error('its styles did not load'));
    };
    document.head.append(link);
  });
  return styled;
}

/** An open editor over the files of one lab. */
export interface OpenEditor {
  show(path: string): void;
  /** Takes over texts that changed elsewhere; what the editor already has keeps its undo history. */
  take(files: readonly SourceFile[]): void;
  goTo(location: SourceLocation): void;
  /** Puts the cursor where the page was clicked. */
  goToPoint(x: number, y: number): void;
  /** Types what was pressed before the editor was there. */
  replay(strokes: readonly Keystroke[]): void;
  mark(problem: { location: SourceLocation; message: string } | undefined): void;
  focus(): void;
  dispose(): void;
}

export interface EditorOptions {
  labId: string;
  files: readonly SourceFile[];
  path: string;
  /** Of the text it replaces: font as computed, sizes and distances in px. */
  font: { family: string; size: number; lineHeight: number };
  padding: number;
  /** From the left edge to the first letter, in px: line numbers stand there. */
  gutter: number;
  onType(path: string, text: string): void;
}

/** Whose markers these are: what Lambda said, as against what TypeScript says. */
const OWNER = 'lambda';

let opened = 0;

export async function openEditor(host: HTMLElement, options: EditorOptions): Promise<OpenEditor> {
  await styles();
  const { font, padding, gutter } = options;
  const root = `file:///var/task/${options.labId}-${++opened}`;
  const models = new Map(
    options.files.map(({ path, text }) => {
      const model = monaco.editor.createModel(text, languageOf(path), monaco.Uri.parse(`${root}/${path}`));
      model.updateOptions({
        tabSize: 2,
        insertSpaces: true,
        bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
      });
      return [path, model] as const;
    }),
  );

  const editor = monaco.editor.create(host, {
    model: models.get(options.path) ?? null,
    ariaLabel: options.path,
    automaticLayout: true,
    tabFocusMode: true,
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
  const numbers = editor.getLayoutInfo();
  editor.updateOptions({ lineDecorationsWidth: Math.max(0, 12 + gutter - numbers.contentLeft) });

  let taking = false;
  for (const [path, model] of models)
    model.onDidChangeContent(() => {
      monaco.editor.setModelMarkers(model, OWNER, []);
      if (!taking) options.onType(path, model.getValue());
    });

  const show = (path: string) => {
    const model = models.get(path);
    if (!model || editor.getModel() === model) return;
    editor.setModel(model);
    editor.updateOptions({ ariaLabel: path });
  };
  const place = ({ line, column = 1 }: SourceLocation) => ({ lineNumber: line, column });

  return {
    show,
    take(files) {
      taking = true;
      for (const { path, text } of files) {
        const model = models.get(path);
        if (model && model.getValue() !== text) model.setValue(text);
      }
      taking = false;
    },
    goTo(location) {
      show(location.path);
      editor.setPosition(place(location));
      editor.revealPositionInCenterIfOutsideViewport(place(location));
      editor.focus();
    },
    goToPoint(x, y) {
      const position = editor.getTargetAtClientPoint(x, y)?.position;
      if (position) editor.setPosition(position);
    },
    replay(strokes) {
      for (const stroke of strokes) {
        if (stroke.kind === 'text') editor.trigger('keyboard', 'type', { text: stroke.text });
        else editor.trigger('keyboard', stroke.forward ? 'deleteRight' : 'deleteLeft', null);
      }
    },
    mark(problem) {
      for (const [path, model] of models) {
        const { location, message } = problem ?? {};
        const here = location?.path === path && message ? [{ location, message }] : [];
        monaco.editor.setModelMarkers(
          model,
          OWNER,
          here.map(({ location, message }) => {
            const line = Math.max(1, Math.min(location.line, model.getLineCount()));
            return {
              severity: monaco.MarkerSeverity.Error,
              message,
              startLineNumber: line,
              startColumn: location.column ?? model.getLineFirstNonWhitespaceColumn(line),
              endLineNumber: line,
              endColumn: Math.max(model.getLineMaxColumn(line), (location.column ?? 0) + 1),
            };
          }),
        );
      }
    },
    focus: () => editor.focus(),
    dispose() {
      editor.dispose();
      for (const model of models.values()) model.dispose();
    },
  };
}
