import * as monaco from 'monaco-editor/editor';
import { formatJson } from '../format-json.ts';

/** What the bar under the editor does to the code. */
export interface EditorTools {
  /** Lays the shown file out anew; false when there was nothing to change. */
  format(): Promise<boolean>;
  /** Opens the search within the shown file. */
  find(): void;
  /** Whether Tab indents, or moves on as everywhere else on the page. */
  letTabIndent(on: boolean): void;
}

/** Teaches Monaco to lay out JSON, which it could do itself only with a worker of its own. */
export function teachJson() {
  monaco.languages.register({ id: 'json', extensions: ['.json'] });
  monaco.languages.registerDocumentFormattingEditProvider('json', {
    provideDocumentFormattingEdits(model) {
      const text = formatJson(model.getValue());
      return text === undefined ? [] : [{ range: model.getFullModelRange(), text }];
    },
  });
}

export function toolsOf(editor: monaco.editor.IStandaloneCodeEditor): EditorTools {
  let indents = false;
  const apply = (on: boolean) => editor.updateOptions({ tabFocusMode: !on });
  apply(indents);
  const format = async () => {
    const before = editor.getValue();
    await editor.getAction('editor.action.formatDocument')?.run();
    return editor.getValue() !== before;
  };
  editor.addCommand(monaco.KeyMod.Shift | monaco.KeyMod.Alt | monaco.KeyCode.KeyF, format);
  // Nobody is to be caught in here: after Escape, Tab leads out, until the editor has the focus anew.
  editor.onKeyDown(({ keyCode }) => {
    if (indents && keyCode === monaco.KeyCode.Escape) apply(false);
  });
  editor.onDidBlurEditorWidget(() => apply(indents));
  return {
    format,
    find() {
      editor.focus();
      void editor.getAction('actions.find')?.run();
    },
    letTabIndent(on) {
      indents = on;
      apply(on);
    },
  };
}
