import type { ExecResult } from 'just-bash/browser';
import type { Interpreter, InterpreterClass, SimpleCommand, Statement } from './interpreter.ts';
import { mend } from './mend.ts';

type Pipeline = Statement['pipelines'][number];

/** Stands where the name of a command is one that is yet to be split into words; no script can write it. */
const WORDS = '\0words';

/** Makes some things as bash has them, and just-bash has not. */
export function withCorrections({ prototype }: InterpreterClass) {
  const { executeStatement, executePipeline, executeCommand, executeScript, runCommand } = prototype;
  const tested = new WeakSet<Pipeline>();
  const bodies = new WeakSet<object>();

  // `set -e` does not reach into what && or || ask for, nor into what ! negates.
  prototype.executeStatement = async function (statement) {
    for (const pipeline of statement.pipelines.slice(0, -1)) tested.add(pipeline);
    return executeStatement.call(this, statement);
  };
  prototype.executePipeline = async function (pipeline) {
    const { state } = this.ctx;
    const { inCondition } = state;
    if (inCondition || (!pipeline.negated && !tested.has(pipeline)))
      return executePipeline.call(this, pipeline);
    state.inCondition = true;
    try {
      return await executePipeline.call(this, pipeline);
    } finally {
      state.inCondition = inCondition;
    }
  };

  // What a script says that just-bash would take for something else.
  prototype.executeScript = async function (script) {
    mend(script);
    return executeScript.call(this, script);
  };

  // An assignment succeeds, unless a substitution in it does not; and in `$command` there can be more words than one.
  prototype.executeCommand = async function (command, ...rest) {
    if (command.type === 'FunctionDef') bodies.add(command.body);
    if (bodies.has(command))
      return withOwnReferences(this, () => executeCommand.call(this, command, ...rest));
    if (command.type === 'SimpleCommand' && command.name === null) return assign(this, command, rest);
    if (
      command.type !== 'SimpleCommand' ||
      !command.name?.parts.some(({ type }) => type === 'ParameterExpansion')
    )
      return executeCommand.call(this, command, ...rest);
    const name = { ...command.name, parts: [{ type: 'Literal', value: WORDS } as const] };
    return executeCommand.call(this, { ...command, name, args: [command.name, ...command.args] }, ...rest);
  };
  /** One after the other: just-bash expands all before it assigns the first. */
  async function assign(
    shell: Interpreter,
    command: SimpleCommand,
    rest: [stdin: string, ownsStdin?: boolean | undefined],
  ): Promise<ExecResult> {
    const [first, ...others] = command.assignments;
    const done = await executeCommand.call(
      shell,
      first ? { ...command, assignments: [first] } : command,
      ...rest,
    );
    const result = done.stderr === '' && !substitutes(first) ? { ...done, exitCode: 0 } : done;
    if (others.length === 0) return result;
    const { stdout, stderr, exitCode } = await assign(shell, { ...command, assignments: others }, rest);
    const status = others.some(substitutes) ? exitCode : exitCode || result.exitCode;
    return { stdout: result.stdout + stdout, stderr: result.stderr + stderr, exitCode: status };
  }
  prototype.runCommand = async function (name, args, quoted, stdin, ...rest) {
    if (name !== WORDS) return runCommand.call(this, name, args, quoted, stdin, ...rest);
    const [first, ...others] = args;
    if (first === undefined) return { stdout: '', stderr: '', exitCode: this.ctx.state.lastExitCode };
    return this.runCommand(first, others, quoted.slice(1), stdin, ...rest);
  };
}

const substitutes = (node: unknown): boolean =>
  typeof node === 'object' &&
  node !== null &&
  (('type' in node && node.type === 'CommandSubstitution') || Object.values(node).some(substitutes));

/** `local -n` is for the function it stands in. */
async function withOwnReferences<T>({ ctx }: Interpreter, run: () => Promise<T>): Promise<T> {
  const { namerefs, boundNamerefs, invalidNamerefs } = ctx.state;
  const before = [namerefs, boundNamerefs, invalidNamerefs].map((names) => new Set(names));
  try {
    return await run();
  } finally {
    [ctx.state.namerefs, ctx.state.boundNamerefs, ctx.state.invalidNamerefs] = before;
  }
}
