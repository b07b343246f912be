import type { ModuleState } from '../../environment/runtime-process.ts';
import type { ShellState } from './interpreter.ts';

const MAX_NAMES = 50;
const MAX_CHARACTERS = 120;
/** What each shell has by itself. */
const OWN =
  /^(\W|\d+|_|IFS|PWD|OLDPWD|OPTIND|OPTARG|SHELLOPTS|BASH\w*|HOME|HOST(NAME|TYPE)|(MACH|OS)TYPE|PIPESTATUS|FUNCNAME|DIRSTACK|SHLVL)$/;

/** Bytes that the variables of a shell take, roughly. */
export function sizeOf({ env, arrays }: ShellState): number {
  let characters = 0;
  for (const value of env.values()) characters += value.length;
  for (const { elements } of arrays?.values() ?? [])
    for (const element of elements.values()) characters += element.length;
  return characters;
}

const short = (text: string) => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);
const inOneLine = (text: string) => JSON.stringify(short(text));
/** All but what is certainly cut off. */
const listed = (elements: ReadonlyMap<string, string>) =>
  short(`(${[...elements.values()].slice(0, MAX_CHARACTERS).map(inOneLine).join(' ')})`);

/** What a shell holds that it has not been given: variables with their values, and the names of functions. */
export function describeShell(
  { env, arrays, functions }: ShellState,
  path: string,
  given: Readonly<Record<string, string>>,
): ModuleState[] {
  const plain = [...env]
    .filter(
      ([name, value]) =>
        !OWN.test(name) && !name.includes('[') && !(Object.hasOwn(given, name) && given[name] === value),
    )
    .map(([name, value]) => ({ name, text: inOneLine(value) }));
  const lists = [...(arrays ?? [])]
    .filter(([name]) => !OWN.test(name))
    .map(([name, { elements }]) => ({ name, text: listed(elements) }));
  const values = [...plain, ...lists];
  return [
    {
      path,
      values: values.slice(0, MAX_NAMES),
      functions: [...functions.keys()].slice(0, MAX_NAMES),
      more: Math.max(0, values.length - MAX_NAMES) + Math.max(0, functions.size - MAX_NAMES),
    },
  ];
}
