import { copyOf } from '../cloud/runtimes/bash/fork.ts';
import type { InterpreterClass, ShellState, Statement } from '../cloud/runtimes/bash/interpreter.ts';
import type { Jobs } from '../cloud/runtimes/bash/jobs.ts';
import type { Traps } from '../cloud/runtimes/bash/traps.ts';

/** The rest ends with the line in which it was set: after `set -e` the next mistake would close the terminal. */
const LASTING_SETTINGS = new Set(['allexport', 'noclobber', 'noglob', 'nounset', 'pipefail']);

/** Makes one shell of all lines that are typed: the interpreter would begin a new one with each. A line lasts as long as its jobs. */
export function withLastingShell({ prototype }: InterpreterClass, traps: Traps, jobs: Jobs, home: string) {
  const { executeScript, executeStatement } = prototype;
  let left: Partial<ShellState> = { cwd: home, outputs: { stdout: true, stderr: true }, traps: new Map() };
  let status = 0;
  let begun = true;
  let line: readonly Statement[] = [];
  let failed = false;

  prototype.executeScript = async function (script) {
    if (begun) return executeScript.call(this, script);
    begun = true;
    line = script.statements;
    failed = false;
    const { state } = this.ctx;
    const { signal } = state;
    Object.assign(state, copyOf({ ...state, ...left }), { signal, lastExitCode: status });
    state.env.set('?', String(status));
    state.shoptOptions.expand_aliases = true;
    try {
      const result = await executeScript.call(this, script);
      if (failed) {
        await traps.ended(this, result, 'interactive');
        return result;
      }
      const settings = Object.entries(state.options).map(([name, on]) => [
        name,
        on && LASTING_SETTINGS.has(name),
      ]);
      left = { ...state, options: Object.fromEntries(settings) };
      return result;
    } catch (error) {
      await traps.ended(this, error as Error, 'interactive');
      throw error;
    } finally {
      if (!signal?.aborted) await jobs.waitForAll();
    }
  };

  // Of `set -e`, which ends the shell, the interpreter does not tell.
  prototype.executeStatement = async function (statement) {
    return executeStatement.call(this, statement).catch((error: Error) => {
      if (error.name === 'ErrexitError' && line.includes(statement)) failed = true;
      throw error;
    });
  };

  return {
    get cwd() {
      return left.cwd ?? home;
    },
    /** The next script is a line. */
    nextIsLine() {
      begun = false;
    },
    /** The line ended with `exitCode`, which is `$?` in the next. */
    ended(exitCode: number) {
      status = exitCode;
    },
  };
}
