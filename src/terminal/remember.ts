import { type Bash, defineCommand } from 'just-bash/browser';
import { type Script, type Statement, statementOf, withLiveOutput } from './live-output.ts';

type Plugin = Parameters<Bash['registerTransformPlugin']>[0];
type Definition = Parameters<typeof statementOf>[0];
type Context = Parameters<ReturnType<typeof defineCommand>['execute']>[1];

const KEEP = 'keep-shell-state';
/** The rest ends with the line in which it was set: after `set -e` the next mistake would close the terminal. */
const KEPT = /^set -o (allexport|noclobber|noglob|nounset|pipefail)$/;
const LIVE = ': > /dev/tty 2> /dev/tty-stderr';
const EPILOGUE = `{ ${KEEP} "$?" "$(declare -p)" "$(declare -F)" "$(alias)" "$(set +o)"; } 2> /dev/null`;

/** All that a piece of syntax consists of. */
function* partsOf(node: unknown): Generator<{ type?: unknown }> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node;
  for (const child of Object.values(node)) yield* partsOf(child);
}

/** The definitions of functions in a script, by name; of two with one name, the later one. */
const definitions = (script: Script) =>
  new Map(
    [...partsOf(script)]
      .filter((part): part is Definition & { name: string } => part.type === 'FunctionDef')
      .map((part) => [part.name, statementOf(part)]),
  );

/** The files that a script takes in, as far as their names are plain. */
const sourcedFiles = (script: Script): string[] =>
  [...partsOf(script)]
    .filter((part): part is Extract<Definition, { type: 'SimpleCommand' }> => part.type === 'SimpleCommand')
    .map(({ name, args }) => [name, args[0]].map((word) => plainText(word)))
    .flatMap(([name, file]) => (file && (name === 'source' || name === '.') ? [file] : []));

const plainText = (word: { parts: { type: string; value?: unknown }[] } | null | undefined) =>
  word?.parts.every(({ type }) => type === 'Literal')
    ? word.parts.map(({ value }) => value).join('')
    : undefined;

/** `declare -p` writes `declare -a NAME=(…)`, which the interpreter itself would split at spaces. */
const arrayAssignment = (line: string) =>
  line.replace(/^declare (-\w*[aA])\w* (\w+)=(.*)$|^.*$/, (_line, flag, name, value) =>
    flag && name !== 'PIPESTATUS' ? `declare ${flag} ${name}; ${name}=${value}` : '',
  );

const lines = (text = '') => text.split('\n').filter((line) => line !== '');

/**
 * The interpreter forgets all but the files from one script to the next. So each line gets statements around it: before it
 * those which set what the last line left, and after it one which reads what this one leaves.
 */
export function rememberBetweenLines(home: string) {
  let env: Record<string, string> = {};
  let cwd = home;
  let script = '';
  let functions = new Map<string, Statement>();
  let defined = functions;
  let sourced: (context: Context) => Promise<Map<string, Statement>[]> = async () => [];
  let status = 0;
  let parse: ((script: string) => Script) | undefined;

  const command = defineCommand(KEEP, async ([ended, variables, names, aliases, settings], context) => {
    cwd = context.cwd;
    env = Object.fromEntries([...context.env].filter(([name]) => /^[A-Za-z_]\w*$/.test(name)));
    const left = new Set(lines(names).map((line) => line.split(' ').at(-1)));
    const known = [defined, ...(await sourced(context))].flatMap((each) => [...each]);
    functions = new Map(known.filter(([name]) => left.has(name)));
    script = [
      ...lines(variables).map(arrayAssignment),
      ...lines(aliases),
      ...lines(settings).filter((line) => KEPT.test(line)),
    ].join('\n');
    return { stdout: '', stderr: '', exitCode: Number(ended) };
  });

  const plugin: Plugin = {
    name: 'remember',
    transform({ ast }) {
      const parseText = parse;
      if (!parseText) return { ast };
      parse = undefined;
      const [before, last, after, live] = [script, `(exit ${status})`, EPILOGUE, LIVE].map(
        (text) => parseText(text).statements,
      );
      defined = new Map([...functions, ...definitions(ast)]);
      sourced = ({ fs, cwd }) =>
        Promise.all(
          sourcedFiles(ast).map(async (file) => {
            const path = fs.resolvePath(cwd, file);
            return (await fs.exists(path)) ? definitions(parseText(await fs.readFile(path))) : new Map();
          }),
        );
      const redirections = live?.[0]?.pipelines[0]?.commands[0]?.redirections ?? [];
      const line = withLiveOutput(ast.statements, redirections);
      const statements = [before, [...functions.values()], last, line, after].flatMap((part) => part ?? []);
      return { ast: { ...ast, statements } };
    },
  };

  return {
    command,
    plugin,
    /** Where the next line begins; the next script that is run is that line. */
    place: () => ({ env, cwd }),
    nextIsLine(bash: Bash) {
      parse = (text) => bash.transform(text).ast;
    },
    ended(exitCode: number) {
      status = exitCode;
    },
  };
}
