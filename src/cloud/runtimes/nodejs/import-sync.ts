import { EvalFlags, JSException, type JSValueHandle, type QuickJS } from 'quickjs-wasi';
import { promiseResult } from './library-door.ts';

const REJECTED = 2;
const PENDING = 0;

/** The engine's own functions, which its types keep to themselves. */
interface Exports {
  exports: {
    qjs_promise_mark_as_handled(promise: number): void;
  };
}

/**
 * Runs the module `name` without waiting for anything.
 * @returns an object with the `namespace` that it exports, or its `error`, or neither when it awaits something
 */
export function importSync(vm: QuickJS, { name, text }: { name: string; text: string }): JSValueHandle {
  const answer = vm.newObject();
  try {
    const promise = vm.evalCode(text, name, EvalFlags.TYPE_MODULE);
    if (promise.promiseState !== PENDING) {
      const { exports } = vm as unknown as Exports;
      const result = promiseResult(vm, promise);
      if (promise.promiseState === REJECTED) {
        exports.qjs_promise_mark_as_handled(promise.ptr);
        vm.setProp(answer, 'error', result);
      } else vm.setProp(answer, 'namespace', result.getProp('namespace'));
      result.dispose();
    }
    promise.dispose();
  } catch (error) {
    if (!(error instanceof JSException)) throw error;
    vm.setProp(answer, 'error', error.handle);
  }
  return answer;
}

/** `stopped` goes through all frames. Errors of the machine that pass through the host stay what they are, and those of the host keep their `code`. */
export function keepErrors(vm: QuickJS, stopped: Error): void {
  const newError = vm.newError.bind(vm);
  vm.newError = (error) => {
    if (error === stopped) throw stopped;
    if (error instanceof JSException) return error.handle.dup();
    const made = newError(error as Error);
    const { code } = error as { code?: unknown };
    if (typeof code === 'string') vm.setProp(made, 'code', vm.newString(code));
    return made;
  };
}
