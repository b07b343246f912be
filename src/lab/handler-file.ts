import { deployedPath } from './deployed-path.ts';
import type { LabSettings } from './lab.ts';
import { isPython, languageOfRuntime } from './language.ts';

type Handler = Pick<LabSettings, 'runtime' | 'handler'>;

/** Where Lambda looks for the code of a handler, in its order. */
const ENDINGS = ['', '.js', '.mjs', '.cjs'];
const PYTHON_ENDINGS = ['/__init__.py', '.py'];

/** The program that an OS-only runtime starts; what the handler means is its own business. */
export const BOOTSTRAP = 'bootstrap';

/** As Node.js finds it: the name ends at the first dot of the last part. As Python does: at the last dot of all. */
const moduleOf = ({ runtime, handler }: Handler) =>
  (isPython(runtime) ? /^(.+)\./ : /^((?:.*\/)?[^./]*)\./).exec(handler)?.[1] ?? handler;

function candidatesFor(lab: Handler): readonly string[] {
  const module = moduleOf(lab);
  switch (languageOfRuntime(lab.runtime)) {
    case 'bash':
      return [BOOTSTRAP];
    case 'python':
      return PYTHON_ENDINGS.map((ending) => module.replaceAll('.', '/') + ending);
    case 'nodejs':
      return ENDINGS.map((ending) => module + ending);
  }
}

/** The file among `paths` that Lambda loads for `handler`; undefined when there is none. */
export function handlerFile(lab: Handler, paths: readonly string[]): string | undefined {
  for (const candidate of candidatesFor(lab)) {
    const found = paths.find((path) => deployedPath(path) === candidate);
    if (found) return found;
  }
  return undefined;
}

/** What Lambda says to an invocation once that file is gone. */
export function withoutHandler(lab: Handler): string {
  const module = moduleOf(lab);
  switch (languageOfRuntime(lab.runtime)) {
    case 'bash':
      return "Runtime.InvalidEntrypoint: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]";
    case 'python':
      return `Runtime.ImportModuleError: Unable to import module '${module}': No module named '${module.split(/[./]/)[0]}'`;
    case 'nodejs':
      return `Runtime.ImportModuleError: Error: Cannot find module '${module}'`;
  }
}
