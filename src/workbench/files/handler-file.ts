import { deployedPath } from '../../lab/deployed-path.ts';

/** Where Lambda looks for the code of a handler, in its order. */
const ENDINGS = ['', '.js', '.mjs', '.cjs'];

const moduleOf = (handler: string) => /^((?:.*\/)?[^./]*)\./.exec(handler)?.[1] ?? handler;

/** The file among `paths` that Lambda loads for `handler`; undefined when there is none. */
export function handlerFile(handler: string, paths: readonly string[]): string | undefined {
  const module = moduleOf(handler);
  for (const ending of ENDINGS) {
    const found = paths.find((path) => deployedPath(path) === module + ending);
    if (found) return found;
  }
  return undefined;
}

/** What Lambda says to an invocation once that file is gone. */
export const withoutHandler = (handler: string) =>
  `Runtime.ImportModuleError: Error: Cannot find module '${moduleOf(handler)}'`;
