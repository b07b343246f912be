import { builtIn, provide } from './built-ins.ts';
import { door } from './door.ts';

type Run = (require: (id: string) => unknown, exports: object, ways: object) => void;

/** Runs the script of a package of the SDK, before anybody knows whose process it is. Importing it is the function's work, as on Lambda. */
export function loadSdk(name: string, run: Run): void {
  const exports = {};
  const { callService, startTimer, cancelTimer } = door;
  run((id) => builtIn(id.replace(/^node:/, '')), exports, { callService, startTimer, cancelTimer });
  // It puts it there for itself, where the runtime has not done so yet.
  delete (globalThis as { awslambda?: unknown }).awslambda;
  provide(name, () => exports);
}
