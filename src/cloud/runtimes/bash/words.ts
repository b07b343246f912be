import type { ExecResult } from 'just-bash/browser';
import { FileError, type ShellFiles } from './files.ts';
import type { InterpreterClass, ShellState } from './interpreter.ts';

/** Says of the interpreter's limits what a person can do something with. */
const OF_LIMITS = /,? ?increase executionLimits\.\w+/g;
/** Whoever was stopped by a signal says nothing of it. */
const ABORTED = 'ExecutionAbortedError';

/** As bash names it, in a script: by its file and line. */
const place = ({ env, callDepth, sourceStack, currentSource, currentLine }: ShellState) => {
  const source = callDepth > 0 ? sourceStack?.[0] : currentSource;
  return `${source && source !== 'main' ? source : env.get('0')}: line ${currentLine}: `;
};

/** Makes errors of the interpreter say what bash says, in a script that is not typed by anybody. */
export function withBashsWords({ prototype }: InterpreterClass, files: ShellFiles) {
  const { executeCommand, runCommand } = prototype;
  const reword = <T extends Partial<ExecResult>>(state: ShellState, told: T): T => {
    if (!told.stderr) return told;
    const stderr = told.stderr
      .replace(/^bash: /gm, () => place(state))
      .replace('cannot open redirect target', () => files.lastFailure)
      .replace(OF_LIMITS, '');
    return Object.assign(told instanceof Error ? told : { ...told }, {
      stderr,
      internalOutputAccounting: { stdout: 0, stderr: 0 },
    });
  };

  prototype.runCommand = async function (...command) {
    return reword(this.ctx.state, await runCommand.apply(this, command));
  };
  prototype.executeCommand = async function (command, ...rest) {
    if (command.type !== 'SimpleCommand') return executeCommand.call(this, command, ...rest);
    const { state } = this.ctx;
    try {
      return reword(state, await executeCommand.call(this, command, ...rest));
    } catch (error) {
      if (error instanceof FileError)
        return reword(state, {
          stdout: '',
          stderr: `bash: ${error.path ?? 'write error'}: ${error.words}\n`,
          exitCode: 1,
        });
      const thrown = error as Error & Partial<ExecResult>;
      if (thrown.name === ABORTED) thrown.stderr = '';
      throw reword(state, thrown);
    }
  };
}
