import type { ExecResult } from 'just-bash/browser';
import type { Interpreter, InterpreterClass, Statement } from './interpreter.ts';
import { signalName, signalNumber, statusOf } from './signals.ts';

const DONE: ExecResult = { stdout: '', stderr: '', exitCode: 0 };

export interface Traps {
  /** The builtin. */
  trap(shell: Interpreter, args: readonly string[]): Promise<ExecResult>;
  /** Takes a signal to the shell of the process: its trap runs after the command that runs now. False when there is none. */
  raise(signal: string): boolean;
  /** Runs what `shell` has trapped for its end in `error`, or for its interruption: one that is interactive goes on after that. */
  ended(shell: Interpreter, error: Ending, interactive?: 'interactive'): Promise<void>;
}

/** The trap on ERR is for these; what fails in others has failed in one of these. */
const FAIL = new Set(['SimpleCommand', 'Subshell', 'ArithmeticCommand', 'ConditionalCommand']);

type Ending = Partial<ExecResult> & { name?: string };

/** As if the commands stood in the line that runs now, which `$LINENO` tells. */
const evaluate = (shell: Interpreter, commands: string) =>
  shell.runCommand('eval', ['--', '\n'.repeat(shell.ctx.state.currentLine - 1) + commands], [], '', true);

/** Runs `commands` so that they leave `$?` as it is. */
async function runTrap(shell: Interpreter, commands: string): Promise<ExecResult> {
  const { state } = shell.ctx;
  const { lastExitCode } = state;
  const result = await evaluate(shell, commands);
  state.lastExitCode = lastExitCode;
  state.env.set('?', String(lastExitCode));
  return result;
}

/** Runs `work` in a shell that has been stopped. */
async function inStopped(shell: Interpreter, work: () => Promise<void>) {
  const { ctx } = shell;
  const { executionScope } = ctx;
  const { signal } = ctx.state;
  ctx.state.signal = undefined;
  const scope = Object.create(Object.getPrototypeOf(executionScope));
  ctx.executionScope = Object.assign(scope, executionScope, { signal: undefined, poisoned: undefined });
  try {
    await work();
  } finally {
    ctx.state.signal = signal;
    ctx.executionScope = executionScope;
  }
}

/**
 * Gives the interpreter `trap`, which just-bash does not have: for signals, EXIT and ERR.
 * @param interrupted whether what stopped a shell was the key for it
 */
export function withTraps({ prototype }: InterpreterClass, interrupted: () => boolean = () => false): Traps {
  const { executeScript, executeSubshell, executeUserScript, executePipeline, executeStatement, runCommand } =
    prototype;
  let main: Interpreter | undefined;
  let mainTraps: Map<string, string> | undefined;
  const pending: string[] = [];
  let inTrap = false;
  const told = new WeakSet<object>();

  /** A shell of its own, with traps of its own, the last of which is that for EXIT. */
  async function untilExit(shell: Interpreter, run: () => Promise<ExecResult>): Promise<ExecResult> {
    const { state } = shell.ctx;
    const outer = state.traps;
    const inherited = [...(outer ?? [])].filter(([name]) => name === 'ERR' && state.errtrace);
    state.traps = new Map(inherited);
    mainTraps ??= state.traps;
    try {
      const result = await run().catch(async (error: Ending) => {
        await ended(shell, error);
        throw error;
      });
      const last = await onExit(shell, result.exitCode);
      return { ...result, stdout: result.stdout + last.stdout, stderr: result.stderr + last.stderr };
    } finally {
      state.traps = outer;
    }
  }

  async function onExit(shell: Interpreter, exitCode: number): Promise<ExecResult> {
    const { state } = shell.ctx;
    const commands = state.traps?.get('EXIT');
    state.traps?.delete('EXIT');
    if (!commands) return DONE;
    state.lastExitCode = exitCode;
    state.env.set('?', String(exitCode));
    return runTrap(shell, commands);
  }

  async function ended(shell: Interpreter, error: Ending, interactive?: 'interactive') {
    if (error.name === 'ExecutionAbortedError') {
      if (interrupted()) await inStopped(shell, () => onInterrupt(shell, interactive));
    } else if (typeof error.exitCode === 'number') {
      const { stdout, stderr } = await onExit(shell, error.exitCode);
      Object.assign(error, { stdout: error.stdout + stdout, stderr: error.stderr + stderr });
    }
  }

  async function onInterrupt(shell: Interpreter, interactive?: 'interactive') {
    const commands = shell.ctx.state.traps?.get('INT');
    try {
      if (commands) await runTrap(shell, commands);
    } finally {
      if (!interactive) await onExit(shell, statusOf('INT'));
    }
  }

  prototype.runCommand = async function (name, args, ...rest) {
    const flag = name === 'set' ? args.findLast((arg) => /^[-+]\w*E/.test(arg)) : undefined;
    if (flag !== undefined) this.ctx.state.errtrace = flag.startsWith('-');
    return runCommand.call(this, name, args, ...rest);
  };
  prototype.executeScript = async function (script) {
    const { state, substitutionDepth = 0 } = this.ctx;
    main ??= this;
    if (state.traps && substitutionDepth <= (state.substitutions ?? 0))
      return executeScript.call(this, script);
    return untilExit(this, () => executeScript.call(this, script));
  };
  prototype.executeSubshell = async function (...subshell) {
    return untilExit(this, () => executeSubshell.apply(this, subshell));
  };
  prototype.executeUserScript = async function (...script) {
    const { state } = this.ctx;
    const { traps } = state;
    state.traps = undefined;
    return executeUserScript.apply(this, script).finally(() => {
      state.traps = traps;
    });
  };
  prototype.executePipeline = async function (pipeline) {
    const result = await executePipeline.call(this, pipeline);
    const { state } = this.ctx;
    if (this !== main || inTrap || pending.length === 0) return result;
    // The subshell that the signal reached as well has no trap, and ends.
    if (state.traps !== mainTraps || state.substitutions)
      return this.runCommand('exit', [String(statusOf(pending[0]!))], [], '');
    state.lastExitCode = result.exitCode;
    state.env.set('?', String(result.exitCode));
    inTrap = true;
    try {
      for (let signal = pending.shift(); signal !== undefined; signal = pending.shift())
        await runTrap(this, mainTraps?.get(signal) ?? '');
    } finally {
      inTrap = false;
    }
    return result;
  };
  prototype.executeStatement = async function (statement) {
    const { state } = this.ctx;
    const onError = async (exitCode: unknown) => {
      const commands = state.traps?.get('ERR');
      if (!commands || inTrap || typeof exitCode !== 'number' || exitCode === 0) return;
      if (!FAIL.has(statement.pipelines.at(-1)?.commands.at(-1)?.type ?? '')) return;
      inTrap = true;
      state.currentLine = lineOf(statement) ?? state.currentLine;
      state.env.set('BASH_COMMAND', statement.sourceText ?? '');
      state.lastExitCode = exitCode;
      state.env.set('?', String(exitCode));
      await runTrap(this, commands).finally(() => {
        inTrap = false;
      });
    };
    const result = await executeStatement
      .call(this, statement)
      .catch(async (error: { exitCode?: unknown; name?: string }) => {
        if (isErrexit(error) && isTrapped(this) && !told.has(error)) await onError(error.exitCode);
        told.add(error);
        throw error;
      });
    if (!state.options.errexit && !state.inCondition && !state.errexitSafe && isTrapped(this))
      await onError(result.exitCode);
    return result;
  };
  /** What functions and subshells do is not for the trap on ERR, except after `set -E`. */
  const isTrapped = ({ ctx }: Interpreter) =>
    ctx.state.errtrace || (ctx.state.callDepth === 0 && (ctx.state.substitutions ?? 0) === 0);
  const isErrexit = (error: { name?: string }) => error.name === 'ErrexitError';

  return {
    ended,
    async trap(shell, args) {
      const traps = shell.ctx.state.traps ?? new Map<string, string>();
      shell.ctx.state.traps = traps;
      const rest = args[0] === '--' ? args.slice(1) : [...args];
      if (rest.length === 0 || rest[0] === '-p') return { ...DONE, stdout: listing(traps, rest.slice(1)) };
      const isReset = rest.length === 1 || rest[0] === '-';
      const [commands = '', ...given] = rest.length === 1 ? ['', ...rest] : rest;
      let stderr = '';
      for (const each of given) {
        const name = signalName(each);
        if (name === undefined) stderr += `bash: trap: ${each}: invalid signal specification\n`;
        else if (isReset) traps.delete(name);
        else traps.set(name, commands);
      }
      return { stdout: '', stderr, exitCode: stderr === '' ? 0 : 1 };
    },
    raise(signal) {
      const commands = mainTraps?.get(signal);
      if (commands === undefined) return false;
      if (commands !== '') pending.push(signal);
      return true;
    },
  };
}

/** The line of the command that ended the statement; a group has the one of its first command. */
function lineOf({ pipelines }: Statement): number | undefined {
  const command = pipelines.at(-1)?.commands.at(-1);
  if (!command) return undefined;
  if ('line' in command && command.line !== undefined) return command.line;
  const [first] = 'body' in command && Array.isArray(command.body) ? command.body : [];
  return first && lineOf(first);
}

function listing(traps: ReadonlyMap<string, string>, given: readonly string[]): string {
  const number = (name: string) => signalNumber(name) ?? Number.POSITIVE_INFINITY;
  const names =
    given.length > 0
      ? given.map(signalName)
      : [...traps.keys()].sort((one, other) => number(one) - number(other));
  return names
    .filter((name) => name !== undefined && traps.has(name))
    .map((name) => {
      const quoted = traps.get(name!)!.replaceAll("'", "'\\''");
      return `trap -- '${quoted}' ${name === 'EXIT' || name === 'ERR' ? name : `SIG${name}`}\n`;
    })
    .join('');
}
