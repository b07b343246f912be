import type { ProcessHost } from '../../environment/runtime-process.ts';
import { BUILTINS } from './builtins.ts';
import type { InterpreterClass } from './interpreter.ts';
import type { Strands } from './strands.ts';

/** So many commands from one look at the memory to the next. */
const COMMANDS_PER_LOOK = 200;

/** Programs that take longer to start than others, as many times. */
const HEAVY: Readonly<Record<string, number>> = { curl: 6, jq: 6 };

/** What programs say of the limits of just-bash. */
const TOO_MUCH = /exceeded maximum iterations|too many iterations|limit exceeded/;

/** What else may end a process. */
interface Ends {
  /** Whether the process takes more memory than there is; asked now and then. */
  isFull(): boolean;
  outOfMemory(): void;
  /** The stack is full. */
  overflow(): void;
}

/**
 * Counts what the shell does as work of its process, and leaves it where it is when that is to be stopped: no code in it can catch this.
 */
export function withMetering(
  { prototype }: InterpreterClass,
  host: ProcessHost,
  strands: Strands,
  { isFull, outOfMemory, overflow }: Ends,
) {
  const { executeScript, executeCommand, executeSubshell, runCommand } = prototype;
  let commands = 0;
  const never = <T>() => new Promise<T>(() => {});
  /** A limit of the interpreter, which is there for what else would not end within the command. */
  function reached(limitType: string) {
    if (strands.stopped) return;
    if (limitType === 'recursion' || limitType === 'substitution_depth') overflow();
    else if (limitType === 'iterations' || limitType === 'commands') while (!host.tick());
    else outOfMemory();
    strands.stop();
  }
  const mayGoOn = (kind: 'command' | 'fork' | 'program', count = 1) => {
    if (!strands.stopped && host.native(kind, count)) strands.stop();
    return !strands.stopped;
  };

  prototype.executeCommand = async function (...command) {
    commands += 1;
    if (commands % COMMANDS_PER_LOOK === 0 && !strands.stopped && isFull()) outOfMemory();
    if (!mayGoOn('command')) return never();
    const result = await executeCommand.apply(this, command).catch((error: { limitType?: string }) => {
      if (error.limitType === undefined) throw error;
      reached(error.limitType);
    });
    return result === undefined || strands.stopped ? never() : result;
  };
  prototype.executeSubshell = async function (...subshell) {
    return mayGoOn('fork') ? executeSubshell.apply(this, subshell) : never();
  };
  prototype.executeScript = async function (script) {
    const isSubstitution = (this.ctx.substitutionDepth ?? 0) > (this.ctx.state.substitutions ?? 0);
    return !isSubstitution || mayGoOn('fork') ? executeScript.call(this, script) : never();
  };
  prototype.runCommand = async function (name, args, quoted, stdin, ...rest) {
    const isProgram = !name.startsWith('\0') && !BUILTINS.has(name) && !this.ctx.state.functions.has(name);
    if (isProgram && !mayGoOn('program', Object.hasOwn(HEAVY, name) ? HEAVY[name] : 1)) return never();
    const result = await runCommand.call(this, name, args, quoted, stdin, ...rest);
    host.native('text', stdin.length + result.stdout.length);
    if (isProgram && TOO_MUCH.test(result.stderr))
      reached(/iterations/.test(result.stderr) ? 'iterations' : 'output_size');
    return strands.stopped ? never() : result;
  };
}
