import type { LabSettings } from '../../lab/lab.ts';
import { languageOfRuntime, type RuntimeLanguage } from '../../lab/language.ts';
import type { FunctionFailure } from '../../lab/run.ts';

type Settings = Pick<LabSettings, 'runtime' | 'timeout' | 'memorySize' | 'handler'>;

/** Before what a process may not end, and what ends it. */
const ENDS: Readonly<Record<RuntimeLanguage, readonly [string, string]>> = {
  nodejs: ['it answered', 'process.exit, and for a promise that nobody waits for, or that is never settled'],
  python: ['it answered', 'sys.exit'],
  bash: [
    'it asked for the next event',
    'exit, for a command that fails, or for an end of the file where a loop should go on',
  ],
};

/** What to look at after Lambda's own error types; undefined for the errors of the learner's code. */
export function adviceOn(
  { errorType, errorMessage }: Pick<FunctionFailure, 'errorType' | 'errorMessage'>,
  { runtime, timeout, memorySize, handler }: Settings,
): string | undefined {
  const [before, wayOut] = ENDS[languageOfRuntime(runtime)];
  const outOfMemory = `The function needed more than its ${memorySize} MB. Look for something that grows without end.`;
  switch (errorType) {
    case 'Sandbox.Timedout':
      return `Lambda stopped the function after ${timeout} s, its timeout. Look for a loop that does not end, or for something awaited that never comes.`;
    case 'Runtime.OutOfMemory':
      return outOfMemory;
    case 'Runtime.UserCodeSyntaxError':
      return 'The file could not be read, so the handler never ran. Mend the line and run again.';
    case 'Runtime.HandlerNotFound':
    case 'Runtime.MalformedHandlerName':
    case 'Runtime.ImportModuleError':
      return `This function’s handler is ${handler}: ${handlerInWords(handler, runtime)}. Look at the names and at what is imported.`;
    case 'Runtime.ExitError':
      return errorMessage.endsWith('signal: killed')
        ? outOfMemory
        : `The process ended before ${before}. Look in the log for its last words, and in the code for ${wayOut}.`;
    case 'Extension.Crash':
      return 'An extension ended, and the environment with it. It has to register, and then to ask for its next event again and again, until it hears of SHUTDOWN. Look at its calls under Runtime API, and in the log for its last words.';
    case 'Runtime.InvalidEntrypoint':
      return 'On an OS-only runtime Lambda starts a program called bootstrap: first it looks in the function’s package, then in the layers. It has to be executable; here that is every file whose first line begins with #!.';
    default:
      return undefined;
  }
}

function handlerInWords(handler: string, runtime: string) {
  const dot = handler.lastIndexOf('.');
  return `the ${languageOfRuntime(runtime) === 'nodejs' ? 'export' : 'function'} “${handler.slice(dot + 1)}” of the file “${handler.slice(0, dot)}”`;
}
