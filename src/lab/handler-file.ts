import { deployedPath } from './deployed-path.ts';
import type { LabSettings } from './lab.ts';
import { isPython } from './language.ts';

type Handler = Pick<LabSettings, 'runtime' | 'handler'>;

/** Where Lambda looks for the code of a handler, in its order. */
const ENDINGS = ['', '.js', '.mjs', '.cjs'];
const PYTHON_ENDINGS = ['/__init__.py', '.py'];

/** As Node.js finds it: the name ends at the first dot of the last part. As Python does: at the last dot of all. */
const moduleOf = ({ runtime, handler }: Handler) =>
  (isPython(runtime) ? /^(.+)\./ : /^((?:.*\/)?[^./]*)\./).exec(handler)?.[1] ?? handler;

/** The file among `paths` that Lambda loads for `handler`; undefined when there is none. */
export function handlerFile(lab: Handler, paths: readonly string[]): string | undefined {
  const module = moduleOf(lab);
  const candidates = isPython(lab.runtime)
    ? PYTHON_ENDINGS.map((ending) => module.replaceAll('.', '/') + ending)
    : ENDINGS.map((ending) => module + ending);
  for (const candidate of candidates) {
    const found = paths.find((path) => deployedPath(path) === candidate);
    if (found) return found;
  }
  return undefined;
}

/** What Lambda says to an invocation once that file is gone. */
export function withoutHandler(lab: Handler): string {
  const module = moduleOf(lab);
  const said = isPython(lab.runtime)
    ? `Unable to import module '${module}': No module named '${module.split(/[./]/)[0]}'`
    : `Error: Cannot find module '${module}'`;
  return `Runtime.ImportModuleError: ${said}`;
}
