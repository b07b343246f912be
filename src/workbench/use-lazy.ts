import { useEffect, useState } from 'preact/hooks';
import { styleSheet } from './style-sheet.ts';

/** Something with its style sheet that is loaded when it is first wanted; after a failure the next call tries again. */
export function lazily<Module>(load: () => Promise<Module>, cssUrl: string) {
  let module: Module | undefined;
  const fetchAll = async () => {
    [module] = await Promise.all([load(), styleSheet(cssUrl)]);
    return module;
  };
  /** The module, `undefined` until it is there. */
  return function useLazy(wanted: boolean): Module | 'failed' | undefined {
    const [state, setState] = useState<Module | 'failed' | undefined>(() => module);
    useEffect(() => {
      if (!wanted || module) return setState(module);
      let gone = false;
      fetchAll().then(
        (arrived) => gone || setState(arrived),
        () => gone || setState('failed'),
      );
      return () => {
        gone = true;
      };
    }, [wanted]);
    return state;
  };
}
