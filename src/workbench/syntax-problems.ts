import { findSyntaxError } from '../lab/deployment-package.ts';
import type { SourceFile } from '../lab/lab.ts';
import { languageOf } from './editor/language.ts';
import type { Problem } from './editor/problem.ts';
import { jsonProblem } from './json-problem.ts';

/** Where each file stops being JSON, JavaScript or TypeScript: what can be told without types. */
export const syntaxProblems = (files: readonly SourceFile[]): Problem[] =>
  files.flatMap(({ path, text }) => {
    const language = languageOf(path);
    if (language === 'json') {
      const problem = jsonProblem(text);
      if (!problem) return [];
      const { line, column, message } = problem;
      return [{ location: { path, line, column }, message }];
    }
    const error = findSyntaxError({ path, text });
    if (!error) return [];
    return [{ location: error.location ?? { path, line: 1 }, message: `${error.message}.` }];
  });
