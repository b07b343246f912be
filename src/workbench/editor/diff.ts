import * as monaco from 'monaco-editor/editor';
import { isFewLabs, learn } from './highlighter.ts';
import { type Language, languageOf } from './language.ts';
import { modelOptions } from './options.ts';
import { editorStyles } from './setup.ts';
import { colourLikeThePage } from './theme.ts';

/** Below this width, in px, both texts stand in one column; `solution.css` has it too. */
const NARROW_PX = 760;

/** Coloured like the code, and left alone by TypeScript: what stands beside the learner's code is no part of it. */
const SHOWN = ['javascript', 'typescript', 'json'] as const;
for (const language of SHOWN) {
  monaco.languages.register({ id: `shown-${language}` });
  colourLikeThePage(`shown-${language}`, language);
}
monaco.languages.register({ id: 'shown-python' });
monaco.languages.register({ id: 'shown-shell' });

const colour = (language: Language) =>
  learn(language).then(
    () => colourLikeThePage(`shown-${language}`, language),
    () => undefined,
  );

interface Texts {
  path: string;
  own: string;
  solution: string;
}

/** Two texts side by side; neither can be changed. */
export interface OpenDiff {
  show(texts: Texts): void;
  /** Opens the list of changes that a screen reader can follow, or goes to the next one. */
  read(): void;
  dispose(): void;
}

export async function openDiff(host: HTMLElement): Promise<OpenDiff> {
  await editorStyles();
  const style = getComputedStyle(host);
  const editor = monaco.editor.createDiffEditor(host, {
    automaticLayout: true,
    readOnly: true,
    domReadOnly: true,
    originalEditable: false,
    renderSideBySideInlineBreakpoint: NARROW_PX,
    useInlineViewWhenSpaceIsLimited: true,
    enableSplitViewResizing: false,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    renderOverviewRuler: false,
    ignoreTrimWhitespace: false,
    tabFocusMode: true,
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
    fontLigatures: false,
    padding: { top: 8, bottom: 8 },
    lineNumbersMinChars: 3,
    renderFinalNewline: 'off',
    glyphMargin: false,
    folding: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    renderLineHighlight: 'none',
    wordWrap: 'on',
    diffWordWrap: 'on',
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    guides: { indentation: false },
    stickyScroll: { enabled: false },
    bracketPairColorization: { enabled: false },
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    contextmenu: false,
  });
  const sides = [editor.getOriginalEditor(), editor.getModifiedEditor()];
  let names = ['Your code, read-only', 'Solution, read-only'];
  const giveNames = () =>
    sides.forEach((side, at) => {
      const ariaLabel = names[at] ?? '';
      if (side.getRawOptions().ariaLabel !== ariaLabel) side.updateOptions({ ariaLabel });
    });
  // The diff editor takes the names away whenever it goes from two columns to one or back.
  for (const side of sides) side.onDidChangeConfiguration(giveNames);
  const drop = () => {
    const shown = editor.getModel();
    editor.setModel(null);
    shown?.original.dispose();
    shown?.modified.dispose();
  };
  const model = (path: string, text: string) => {
    const language = languageOf(path);
    if (isFewLabs(language)) void colour(language);
    const made = monaco.editor.createModel(text, language === 'plaintext' ? language : `shown-${language}`);
    made.updateOptions(modelOptions(path));
    return made;
  };
  return {
    show({ path, own, solution }) {
      drop();
      editor.setModel({ original: model(path, own), modified: model(path, solution) });
      names = [`Your code, ${path}, read-only`, `Solution, ${path}, read-only`];
      giveNames();
    },
    read() {
      editor.getModifiedEditor().focus();
      editor.accessibleDiffViewerNext();
    },
    dispose() {
      drop();
      editor.dispose();
    },
  };
}
