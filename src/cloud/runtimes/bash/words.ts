import type { ExecResult } from 'just-bash/browser';
import { FileError } from './files.ts';
import type { InterpreterClass, ShellState } from './interpreter.ts';

/** Whoever was stopped by a signal says nothing of it. */
const ABORTED = 'ExecutionAbortedError';

/** As bash names it: in a script by its file and line. */
const place = ({ env, callDepth, sourceStack, currentSource, currentLine }: ShellState) => {
  const source = callDepth > 0 ? sourceStack?.[0] : currentSource;
  const script = source && source !== 'main' ? source : env.get('0');
  return script ? `${script}: line ${currentLine}: ` : 'bash: ';
};

/** As Node.js would say it, which the commands hand on. */
const SAID_BY_FILES = /: E[A-Z]+: ([a-z])([^,\n]*)(?:, \w+ '[^'\n]*')?$/gm;

/** Says of the interpreter's limits what a person can do something with, and of a stop nothing. */
export const inOurWords = (stderr: string) =>
  stderr.replace(/,? ?increase executionLimits\.\w+/g, '').replace('bash: execution aborted\n', '');

/** Makes errors of the interpreter say what bash says. */
export function withBashsWords({ prototype }: InterpreterClass) {
  const { executeCommand, runCommand } = prototype;
  const reword = <T extends Partial<ExecResult>>(state: ShellState, told: T): T => {
    if (!told.stderr) return told;
    const stderr = inOurWords(told.stderr)
      .replace(/^bash: /gm, () => place(state))
      .replace(SAID_BY_FILES, (_, first: string, rest: string) => `: ${first.toUpperCase()}${rest}`);
    return Object.assign(told instanceof Error ? told : { ...told }, {
      stderr,
      internalOutputAccounting: { stdout: 0, stderr: 0 },
    });
  };

  prototype.runCommand = async function (...command) {
    return reword(this.ctx.state, await runCommand.apply(this, command));
  };
  prototype.executeCommand = async function (command, ...rest) {
    if (command.type !== 'SimpleCommand' && command.redirections.length === 0)
      return executeCommand.call(this, command, ...rest);
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
