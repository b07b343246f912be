import type { CommandNode, SimpleCommand, Statement, WordNode, WordPart } from './interpreter.ts';

const mended = new WeakSet<object>();

/** Rewrites, once, what just-bash would take for something else than bash does. */
export function mend(node: unknown): void {
  if (typeof node !== 'object' || node === null || mended.has(node)) return;
  mended.add(node);
  const { type } = node as { type?: string };
  if (type === 'DoubleQuoted') mendDefault(node as Extract<WordPart, { type: 'DoubleQuoted' }>);
  if (type === 'ParameterExpansion') mendExpansion(node as Expansion);
  if (type === 'For') takeArguments(node as Loop);
  if (type === 'SimpleCommand') declareFirst(node as SimpleCommand);
  for (const child of Object.values(node)) mend(child);
}

type Expansion = Extract<WordPart, { type: 'ParameterExpansion' }>;

const DEFAULTS = new Set(['DefaultValue', 'AssignDefault', 'UseAlternative', 'ErrorIfUnset']);

/** `"${1:-}"` is no error after `set -u`: just-bash looks first where nothing else is between the quotes, so there is an empty text. */
function mendDefault({ parts }: Extract<WordPart, { type: 'DoubleQuoted' }>) {
  const [only, ...others] = parts;
  if (only?.type !== 'ParameterExpansion' || others.length > 0) return;
  if (/^\w+$/.test(only.parameter) && DEFAULTS.has(only.operation?.type ?? '')) parts.push(literal(''));
}

function mendExpansion(expansion: Expansion) {
  const { parameter, operation } = expansion;
  // `${NAME:?is missing}` says which.
  if (operation?.type === 'ErrorIfUnset') {
    const said = operation.word?.parts ?? [];
    const isSilent = said.every((part) => part.type === 'Literal' && part.value === '');
    const why = operation.checkEmpty ? 'parameter null or not set' : 'parameter not set';
    operation.word = word(literal(`${parameter}: ${isSilent ? why : ''}`), ...said);
  }
  // In `${x//%/a}` the percent sign is what is looked for.
  if (operation?.type === 'PatternReplacement' && operation.all && operation.anchor) {
    operation.pattern?.parts.unshift(literal(operation.anchor === 'end' ? '%' : '#'));
    operation.anchor = null;
  }
  // `${#@}` counts.
  if (operation?.type === 'Length' && /^[@*]$/.test(parameter))
    Object.assign(expansion, { parameter: '#', operation: null });
}

type Loop = Extract<CommandNode, { type: 'For' }>;

/** `for x; do` as `for x in "$@"; do`: just-bash would split them into words. */
function takeArguments(loop: Loop) {
  loop.words ??= [
    word({
      type: 'DoubleQuoted',
      parts: [{ type: 'ParameterExpansion', parameter: '@', operation: null }],
    }),
  ];
}

const DECLARES = new Set(['declare', 'typeset', 'local', 'readonly', 'export']);

/** `build/bash-engine.mjs` keeps what is between the brackets. */
type Argument = WordNode & { array?: { name: string; elements: WordNode[] } };

/** `declare -A m=([k]="a b")` as `declare -A m; m=([k]="a b")`, which just-bash understands. */
function declareFirst(command: SimpleCommand) {
  const name = textOf(command.name);
  const given: readonly Argument[] = command.args;
  const arrays = given.flatMap(({ array }) => array ?? []);
  if (!DECLARES.has(name) || arrays.length === 0) return;
  const isReadonly = name === 'readonly' || given.some((arg) => /^-\w*r/.test(textOf(arg)));
  const args = given
    .map(({ array, ...arg }) => (array ? word(literal(nameOf(array))) : withoutReadonly(arg)))
    .filter((arg) => textOf(arg) !== '-');
  const simple = { ...command, assignments: [], redirections: [] };
  const commands: SimpleCommand[] = [
    name === 'readonly'
      ? { ...simple, name: word(literal('declare')), args: [word(literal('-g')), ...args] }
      : { ...simple, args },
    {
      ...simple,
      name: null,
      args: [],
      assignments: arrays.map((array) => ({
        type: 'Assignment',
        name: nameOf(array),
        value: null,
        append: array.name.endsWith('+'),
        array: array.elements,
      })),
    },
  ];
  if (isReadonly)
    commands.push({
      ...simple,
      name: word(literal('readonly')),
      args: arrays.map((array) => word(literal(nameOf(array)))),
    });
  Object.assign(command, { type: 'Group', body: commands.map(statement) });
}

const nameOf = ({ name }: { name: string }) => name.replace(/\+$/, '');
const withoutReadonly = (arg: WordNode) =>
  /^-\w*r/.test(textOf(arg)) ? word(literal(textOf(arg).replace('r', ''))) : arg;
const literal = (value: string) => ({ type: 'Literal', value }) as const;
const word = (...parts: WordPart[]): WordNode => ({ type: 'Word', parts });
const textOf = (node: WordNode | null) => {
  const [only, ...others] = node?.parts ?? [];
  return only?.type === 'Literal' && others.length === 0 ? only.value : '';
};
const statement = (command: SimpleCommand): Statement => ({
  type: 'Statement',
  pipelines: [{ type: 'Pipeline', commands: [command], negated: false }],
  operators: [],
  background: false,
});
