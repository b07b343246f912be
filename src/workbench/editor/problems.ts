import * as monaco from 'monaco-editor/editor';
import {
  getJavaScriptWorker,
  getTypeScriptWorker,
} from 'monaco-editor/languages/features/typescript/register';
import type { SourceLocation } from '../../lab/run.ts';
import { jsonProblem } from '../json-problem.ts';
import { languageOf } from './language.ts';
import type { Findings, Problem } from './problem.ts';

export type Models = ReadonlyMap<string, monaco.editor.ITextModel>;

/** Whose markers these are: what Lambda said, and what JSON allows, as against what TypeScript says. */
const LAMBDA = 'lambda';
const JSON_SYNTAX = 'json';

const worthSaying = ({ severity }: monaco.editor.IMarker) => severity >= monaco.MarkerSeverity.Warning;

const problemsIn = (models: Models): Problem[] =>
  [...models].flatMap(([path, model]) =>
    monaco.editor
      .getModelMarkers({ resource: model.uri })
      .filter(worthSaying)
      .map(({ owner, message, startLineNumber: line, startColumn: column }) => ({
        location: { path, line, column },
        message: owner === LAMBDA ? `Lambda stopped here. ${message}` : message,
      })),
  );

/** Resolves when TypeScript has looked at the code for the first time. */
async function firstLook(models: Models) {
  for (const [path, model] of models) {
    const language = languageOf(path);
    if (language !== 'typescript' && language !== 'javascript') continue;
    const worker = await (language === 'typescript' ? getTypeScriptWorker() : getJavaScriptWorker());
    const client = await worker(model.uri);
    await client.getSemanticDiagnostics(model.uri.toString());
  }
}

/** Tells `listener` what is wrong in `models`, now and after every change, until the returned function is called. */
export function watchProblems(models: Models, listener: (findings: Findings) => void): () => void {
  let kind: Findings['kind'] = 'looking';
  let gone = false;
  const tell = () => {
    if (!gone) listener({ kind, problems: problemsIn(models) });
  };
  const watch = monaco.editor.onDidChangeMarkers((changed) => {
    const ours = new Set([...models.values()].map(({ uri }) => uri.toString()));
    if (changed.some((uri) => ours.has(uri.toString()))) tell();
  });
  tell();
  firstLook(models)
    .then(
      () => {
        kind = 'looked';
      },
      () => {
        kind = 'blind';
      },
    )
    .then(tell);
  return () => {
    gone = true;
    watch.dispose();
  };
}

/** Marks where Lambda stopped, until the file changes. */
export function markFailure(
  models: Models,
  failure: { location: SourceLocation; message: string } | undefined,
) {
  for (const [path, model] of models) {
    const here = failure?.location.path === path ? [failure] : [];
    const markers = here.map(({ location, message }) => {
      const line = Math.max(1, Math.min(location.line, model.getLineCount()));
      return {
        severity: monaco.MarkerSeverity.Error,
        message,
        startLineNumber: line,
        startColumn: location.column ?? model.getLineFirstNonWhitespaceColumn(line),
        endLineNumber: line,
        endColumn: Math.max(model.getLineMaxColumn(line), (location.column ?? 0) + 1),
      };
    });
    monaco.editor.setModelMarkers(model, LAMBDA, markers);
  }
}

/** What can be said of a text at once: where it stops being JSON. Lambda's word on its former state goes. */
export function markAfterChange(path: string, model: monaco.editor.ITextModel) {
  monaco.editor.setModelMarkers(model, LAMBDA, []);
  const problem = languageOf(path) === 'json' ? jsonProblem(model.getValue()) : undefined;
  const markers = problem && {
    severity: monaco.MarkerSeverity.Error,
    message: problem.message,
    startLineNumber: problem.line,
    startColumn: problem.column,
    endLineNumber: problem.line,
    endColumn: problem.column + 1,
  };
  monaco.editor.setModelMarkers(model, JSON_SYNTAX, markers ? [markers] : []);
}
