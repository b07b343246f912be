import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import 'monaco-editor/features/register.all';
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker.js?worker';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/typescript/register';
import cssUrl from '../../../node_modules/monaco-editor/min/vs/editor/editor.main.css?url';
import { styleSheet } from '../style-sheet.ts';
import { followPageTheme } from './theme.ts';
import { teachJson } from './tools.ts';

self.MonacoEnvironment = {
  getWorker: (_, label) =>
    label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker(),
};
teachJson();
followPageTheme();

/** Resolves when Monaco's own styles are in the page. */
export const editorStyles = () => styleSheet(cssUrl);
