import type { Operation, Parameter } from './model.ts';
import { argumentError, type UsageError, withNearMisses } from './usage-error.ts';

/** Options that every command takes: with a value, or as a flag. */
export const GLOBAL_OPTIONS = {
  valued: [
    'query',
    'output',
    'region',
    'profile',
    'endpoint-url',
    'cli-binary-format',
    'color',
    'ca-bundle',
    'cli-read-timeout',
    'cli-connect-timeout',
  ],
  flags: ['no-cli-pager', 'no-paginate', 'no-verify-ssl', 'no-sign-request', 'debug', 'version'],
} as const;

type GlobalOption = (typeof GLOBAL_OPTIONS)['valued' | 'flags'][number];
/** The values of the options that every command takes; a flag that was set has an empty one. */
export type Globals = Partial<Record<GlobalOption, string>>;

const isFlag = (name: string): name is GlobalOption =>
  (GLOBAL_OPTIONS.flags as readonly string[]).includes(name);
const isValued = (name: string): name is GlobalOption =>
  (GLOBAL_OPTIONS.valued as readonly string[]).includes(name);

/** The options that every command takes, and the words that are left. */
export function takeGlobals(args: readonly string[]): { globals: Globals; rest: string[] } {
  const globals: Globals = {};
  const rest: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]!;
    const [name = '', inline] = arg.startsWith('--') ? splitOption(arg) : [];
    if (isFlag(name)) globals[name] = '';
    else if (isValued(name)) {
      const value = inline ?? args[index + 1];
      if (value === undefined) throw argumentError(`argument --${name}: expected one argument`);
      globals[name] = value;
      if (inline === undefined) index += 1;
    } else rest.push(arg);
  }
  return { globals, rest };
}

function splitOption(arg: string): [string, string?] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg.slice(2)] : [arg.slice(2, at), arg.slice(at + 1)];
}

/** Options that the CLI adds to the operation's own. */
export const ADDED = {
  input: 'cli-input-json',
  skeleton: 'generate-cli-skeleton',
  paging: ['max-items', 'page-size', 'starting-token'],
} as const;

/** Options that the CLI's own pagination takes the place of. */
const PAGED_AWAY = new Set(['marker', 'max-items']);

/** The options of an operation's own that are shown and taken. */
export const ownParameters = ({ parameters, pagedMember }: Operation): readonly Parameter[] =>
  pagedMember ? parameters.filter(({ option }) => !PAGED_AWAY.has(option)) : parameters;

/** What an operation takes without an option before it. */
export const positionals = ({ name }: Operation): readonly string[] =>
  ['Invoke', 'InvokeAsync'].includes(name) ? ['outfile'] : [];

export interface Typed {
  /** Words after each option, by its name; of flags, `true` or `false`. */
  options: Map<string, string[] | boolean>;
  positionals: string[];
}

/** Sorts the words after `aws lambda <operation>`. Throws a UsageError that names what is unknown or incomplete. */
export function readOptions(operation: Operation, args: readonly string[]): Typed {
  const byOption = new Map(ownParameters(operation).map((parameter) => [parameter.option, parameter]));
  const paging: readonly string[] = operation.pagedMember ? ADDED.paging : [];
  const typed: Typed = { options: new Map(), positionals: [] };
  const unknown: string[] = [];
  let index = 0;
  const takeWords = (most: number) => {
    const words: string[] = [];
    while (words.length < most && index < args.length && !args[index]!.startsWith('--'))
      words.push(args[index++]!);
    return words;
  };
  while (index < args.length) {
    const arg = args[index++]!;
    if (!arg.startsWith('--')) {
      if (typed.positionals.length < positionals(operation).length) typed.positionals.push(arg);
      else unknown.push(arg);
      continue;
    }
    const [name, inline] = splitOption(arg);
    const negated = byOption.get(name.replace(/^no-/, ''));
    const parameter = byOption.get(name);
    if (parameter?.schema.isBooleanSchema()) typed.options.set(name, true);
    else if (negated?.schema.isBooleanSchema()) typed.options.set(negated.option, false);
    else if (name === ADDED.skeleton) typed.options.set(name, inline === undefined ? takeWords(1) : [inline]);
    else if (parameter || name === ADDED.input || paging.includes(name)) {
      const isList = parameter?.schema.isListSchema() ?? false;
      const words = inline === undefined ? takeWords(isList ? args.length : 1) : [inline];
      if (words.length === 0)
        throw argumentError(
          `argument --${name}: expected ${isList ? 'at least one argument' : 'one argument'}`,
        );
      typed.options.set(name, words);
    } else {
      unknown.push(arg, ...takeWords(args.length));
    }
  }
  if (unknown.length > 0) throw unknownOptions(unknown, [...byOption.keys(), ...paging]);
  return typed;
}

function unknownOptions(unknown: readonly string[], known: readonly string[]): UsageError {
  const [first = ''] = unknown;
  const asOption = known.map((option) => `--${option}`);
  return argumentError(withNearMisses(`Unknown options: ${unknown.join(', ')}`, first, asOption));
}

/** Throws unless everything that the operation cannot do without was typed. */
export function demandRequired(operation: Operation, typed: Typed) {
  const missing = ownParameters(operation)
    .filter(({ option, required }) => required && !typed.options.has(option))
    .map(({ option }) => `--${option}`);
  const given = typed.positionals.length;
  const all = [...missing, ...positionals(operation).slice(given)];
  if (all.length > 0) throw argumentError(`the following arguments are required: ${all.join(', ')}`);
}
