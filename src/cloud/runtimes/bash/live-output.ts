import type { ExecResult } from 'just-bash/browser';
import type { CommandNode, Interpreter, InterpreterClass, Outputs, Statement } from './interpreter.ts';

export type OutputStream = 'stdout' | 'stderr';

const NOTHING_COUNTED = { stdout: 0, stderr: 0 };

/**
 * Makes the interpreter hand over what a pipeline prints as soon as it has ended, where it goes nowhere but to the output of the
 * process: just-bash itself hands over all of a script at its end.
 */
export function withLiveOutput(
  { prototype }: InterpreterClass,
  write: (stream: OutputStream, printed: string) => void,
) {
  const { executeScript, executePipeline, executeCommand } = prototype;
  /** Commands of pipelines that others read from, and what is left of their outputs. */
  const feeding = new WeakMap<CommandNode, Outputs>();

  function handOver({ ctx }: Interpreter, result: Partial<ExecResult>): boolean {
    const { outputs } = ctx.state;
    let handedOver = false;
    // Which came first is not told. Of curl, it is its meter.
    for (const stream of ['stderr', 'stdout'] as const)
      if (outputs?.[stream] && result[stream]) {
        write(stream, result[stream]);
        handedOver = true;
      }
    return handedOver;
  }
  const without = (outputs: Outputs | undefined, result: Partial<ExecResult>) => ({
    stdout: outputs?.stdout ? '' : (result.stdout ?? ''),
    stderr: outputs?.stderr ? '' : (result.stderr ?? ''),
    internalOutputAccounting: NOTHING_COUNTED,
  });

  prototype.executeScript = async function (script) {
    const { state, substitutionDepth = 0 } = this.ctx;
    const { substitutions = 0, outputs, options } = state;
    if (substitutionDepth <= substitutions) return executeScript.call(this, script);
    state.substitutions = substitutionDepth;
    if (outputs) state.outputs = { ...outputs, stdout: false };
    // As bash has it, which just-bash leaves on: `set -e` does not reach into $(…).
    state.options = { ...options, errexit: false };
    try {
      return await executeScript.call(this, script);
    } finally {
      Object.assign(state, { substitutions, outputs, options });
    }
  };

  prototype.executePipeline = async function (pipeline) {
    for (const [index, command] of pipeline.commands.slice(0, -1).entries())
      feeding.set(command, { stdout: false, stderr: !pipeline.pipeStderr?.[index] });
    const { outputs } = this.ctx.state;
    try {
      const result = await executePipeline.call(this, pipeline);
      return handOver(this, result) ? { ...result, ...without(outputs, result) } : result;
    } catch (error) {
      // What ends a shell, such as `exit`, carries what was printed before it.
      const printed = error as Partial<ExecResult>;
      if (handOver(this, printed)) Object.assign(printed, without(outputs, printed));
      throw error;
    }
  };

  prototype.executeCommand = async function (command, stdin, ownsStdin) {
    const { state } = this.ctx;
    const { outputs } = state;
    if (outputs) state.outputs = narrowed(outputs, command, feeding.get(command));
    try {
      return await executeCommand.call(this, redirectedWithin(command), stdin, ownsStdin);
    } finally {
      state.outputs = outputs;
    }
  };
}

function narrowed(outputs: Outputs, command: CommandNode, left: Outputs | undefined): Outputs {
  const narrow = {
    stdout: outputs.stdout && left?.stdout !== false,
    stderr: outputs.stderr && left?.stderr !== false,
  };
  for (const { operator, fd } of command.redirections) {
    if (operator === '&>' || operator === '&>>') narrow.stdout = narrow.stderr = false;
    else if (operator.startsWith('>')) {
      if (fd === 2) narrow.stderr = false;
      else if (fd === 1 || fd === null || fd === undefined) narrow.stdout = false;
    }
  }
  return narrow;
}

/** A function with redirections as one whose body has them: there they are seen. */
function redirectedWithin(command: CommandNode): CommandNode {
  if (command.type !== 'FunctionDef' || command.redirections.length === 0) return command;
  const { body, redirections } = command;
  const statement: Statement = {
    type: 'Statement',
    pipelines: [{ type: 'Pipeline', commands: [body], negated: false }],
    operators: [],
    background: false,
  };
  return { ...command, redirections: [], body: { type: 'Group', body: [statement], redirections } };
}
