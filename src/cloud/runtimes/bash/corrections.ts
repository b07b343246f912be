import type { InterpreterClass, Statement } from './interpreter.ts';

type Pipeline = Statement['pipelines'][number];

/** Stands where the name of a command is one that is yet to be split into words; no script can write it. */
const WORDS = '\0words';

/** Makes some things as bash has them, and just-bash has not. */
export function withCorrections({ prototype }: InterpreterClass) {
  const { executeStatement, executePipeline, executeCommand, executeScript, runCommand } = prototype;
  const tested = new WeakSet<Pipeline>();
  const mended = new WeakSet<object>();

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

  // `"${1:-}"` is no error after `set -u`.
  prototype.executeScript = async function (script) {
    if (!mended.has(script)) mendDefaults(script);
    mended.add(script);
    return executeScript.call(this, script);
  };

  // An assignment succeeds, unless a substitution in it does not; and in `$command` there can be more words than one.
  prototype.executeCommand = async function (command, ...rest) {
    if (command.type === 'SimpleCommand' && command.name === null) {
      const result = await executeCommand.call(this, command, ...rest);
      return result.stderr === '' && !substitutes(command) ? { ...result, exitCode: 0 } : result;
    }
    if (
      command.type !== 'SimpleCommand' ||
      !command.name?.parts.some(({ type }) => type === 'ParameterExpansion')
    )
      return executeCommand.call(this, command, ...rest);
    const name = { ...command.name, parts: [{ type: 'Literal', value: WORDS } as const] };
    return executeCommand.call(this, { ...command, name, args: [command.name, ...command.args] }, ...rest);
  };
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

const DEFAULTS = new Set(['DefaultValue', 'AssignDefault', 'UseAlternative', 'ErrorIfUnset']);

/** Just-bash looks at a variable before its default where nothing else is between the quotes; so there is an empty text. */
function mendDefaults(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, parts } = node as { type?: string; parts?: Part[] };
  const [only, ...others] = parts ?? [];
  if (type === 'DoubleQuoted' && only && others.length === 0 && hasDefault(only))
    parts?.push({ type: 'Literal', value: '' });
  for (const child of Object.values(node)) mendDefaults(child);
}

interface Part {
  type: string;
  parameter?: string;
  operation?: { type: string } | null;
  value?: string;
}

const hasDefault = ({ parameter = '', operation }: Part) =>
  /^\w+$/.test(parameter) && DEFAULTS.has(operation?.type ?? '');
