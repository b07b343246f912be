import type { Bash } from 'just-bash/browser';

export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
type Command = Statement['pipelines'][number]['commands'][number];
type Redirections = Extract<Command, { type: 'Group' }>['redirections'];

/** A statement of nothing but `command`. */
export const statementOf = (command: Command): Statement => ({
  type: 'Statement',
  pipelines: [{ type: 'Pipeline', commands: [command], negated: false }],
  operators: [],
  background: false,
});

/** The one command that a statement consists of, where it is plain enough to look into. */
function onlyCommand({ pipelines: [pipeline, ...others], background }: Statement): Command | undefined {
  const [command, ...piped] = pipeline?.commands ?? [];
  if (others.length > 0 || piped.length > 0 || background || pipeline?.negated || pipeline?.timed) return;
  return command;
}

/**
 * Statements that put out what they print when they have printed it: the interpreter hands over the output of a line at its
 * end. Of loops and conditions, the statements within do.
 */
export function withLiveOutput(statements: readonly Statement[], redirections: Redirections): Statement[] {
  const live = (inner: readonly Statement[]) => withLiveOutput(inner, redirections);
  return statements.map((statement) => {
    const command = onlyCommand(statement);
    if (command === undefined || command.redirections.length > 0)
      return statementOf({ type: 'Group', body: [statement], redirections });
    switch (command.type) {
      case 'FunctionDef':
        return statement;
      case 'For':
      case 'CStyleFor':
        return statementOf({ ...command, body: live(command.body) });
      case 'While':
      case 'Until':
        return statementOf({ ...command, condition: live(command.condition), body: live(command.body) });
      case 'If':
        return statementOf({
          ...command,
          clauses: command.clauses.map(({ condition, body }) => ({
            condition: live(condition),
            body: live(body),
          })),
          elseBody: command.elseBody && live(command.elseBody),
        });
      default:
        return statementOf({ type: 'Group', body: [statement], redirections });
    }
  });
}
