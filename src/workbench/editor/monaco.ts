import * as monaco from 'monaco-editor/editor';
import type { SourceFile } from '../../lab/lab.ts';
import type { SourceLocation } from '../../lab/run.ts';
import type { Keystroke } from './keystrokes.ts';
import { languageOf } from './language.ts';
import { editorOptions, modelOptions, type Setting } from './options.ts';
import type { Findings } from './problem.ts';
import { markAfterChange, markFailure, watchProblems } from './problems.ts';
import { editorStyles } from './setup.ts';
import { teach } from './teach.ts';
import { type EditorTools, toolsOf } from './tools.ts';
import { teachSdk, teachTypes } from './typescript.ts';

teachTypes();

/** An open editor over the files of one lab. */
export interface OpenEditor extends EditorTools {
  show(path: string): void;
  /** Takes over files and texts that changed elsewhere; what the editor already has keeps its undo history. */
  take(files: readonly SourceFile[]): void;
  goTo(location: SourceLocation): void;
  /** Puts the cursor where the page was clicked. */
  goToPoint(x: number, y: number): void;
  /** Types what was pressed before the editor was there. */
  replay(strokes: readonly Keystroke[]): void;
  mark(failure: { location: SourceLocation; message: string } | undefined): void;
  /** Tells what is wrong in the code, now and after every change, until the returned function is called. */
  watch(listener: (findings: Findings) => void): () => void;
  focus(): void;
  dispose(): void;
}

export interface EditorOptions extends Setting {
  labId: string;
  files: readonly SourceFile[];
  path: string;
  /** Paths of the files that can only be read. */
  readOnly: readonly string[];
  /** Packages of the AWS SDK whose types the code needs. */
  sdk: readonly string[];
  onType(path: string, text: string): void;
}

let opened = 0;

export async function openEditor(host: HTMLElement, options: EditorOptions): Promise<OpenEditor> {
  void teachSdk(options.sdk);
  await editorStyles();
  await Promise.all(options.files.map(({ path }) => teach(languageOf(path))));
  const root = `file:///var/task/${options.labId}-${++opened}`;
  const models = new Map<string, monaco.editor.ITextModel>();
  let taking = false;

  const add = ({ path, text }: SourceFile) => {
    void teach(languageOf(path));
    const model = monaco.editor.createModel(text, languageOf(path), monaco.Uri.parse(`${root}/${path}`));
    model.updateOptions(modelOptions(path));
    model.onDidChangeContent(() => {
      markAfterChange(path, model);
      if (!taking) options.onType(path, model.getValue());
    });
    markAfterChange(path, model);
    models.set(path, model);
  };
  for (const file of options.files) add(file);

  const editor = monaco.editor.create(host, {
    ...editorOptions(options),
    model: null,
    readOnlyMessage: { value: 'The lab needs this file as it is: it can only be read.' },
  });
  const numbers = editor.getLayoutInfo();
  editor.updateOptions({ lineDecorationsWidth: Math.max(0, 12 + options.gutter - numbers.contentLeft) });

  const show = (path: string) => {
    const model = models.get(path);
    if (!model) return;
    if (editor.getModel() !== model) editor.setModel(model);
    const readOnly = options.readOnly.includes(path);
    editor.updateOptions({ ariaLabel: readOnly ? `${path}, read-only` : path, readOnly });
  };
  show(options.path);
  const place = ({ line, column = 1 }: SourceLocation) => ({ lineNumber: line, column });

  return {
    ...toolsOf(editor),
    show,
    take(files) {
      taking = true;
      for (const file of files) {
        const model = models.get(file.path);
        if (!model) add(file);
        else if (model.getValue() !== file.text) model.setValue(file.text);
      }
      taking = false;
      for (const [path, model] of models) {
        if (files.some((file) => file.path === path)) continue;
        models.delete(path);
        model.dispose();
      }
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
    mark: (failure) => markFailure(models, failure),
    watch: (listener) => watchProblems(models, listener),
    focus: () => editor.focus(),
    dispose() {
      editor.dispose();
      for (const model of models.values()) model.dispose();
    },
  };
}
