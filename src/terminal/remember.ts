import { type Bash, defineCommand } from 'just-bash/browser';
import { type Script, type Statement, statementOf, withLiveOutput } from './live-output.ts';

type Plugin = Parameters<Bash['registerTransformPlugin']>[0];
type Definition = Parameters<typeof statementOf>[0];

const KEEP = 'keep-shell-state';
/** The rest ends with the line in which it was set: after `set -e` the next mistake would close the terminal. */
const KEPT = /^set -o (allexport|noclobber|noglob|nounset|pipefail)$/;
const LIVE = ': > /dev/tty 2> /dev/tty-stderr';
const EPILOGUE = `{ ${KEEP} "$?" "$(declare -p)" "$(declare -F)" "$(alias)" "$(set +o)"; } 2> /dev/null`;

/** The definitions of functions in a piece of syntax, by name; of two with one name, the later one. */
function definitions(node: unknown, found = new Map<string, Statement>()): Map<string, Statement> {
  if (Array.isArray(node)) for (const child of node) definitions(child, found);
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node && node.type === 'FunctionDef' && 'name' in node)
      found.set(String(node.name), statementOf(node as Definition));
    for (const child of Object.values(node)) definitions(child, found);
  }
  return found;
}

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
  let status = 0;
  let parse: ((script: string) => Script) | undefined;

  const command = defineCommand(KEEP, async ([ended, variables, names, aliases, settings], context) => {
    cwd = context.cwd;
    env = Object.fromEntries([...context.env].filter(([name]) => /^[A-Za-z_]\w*$/.test(name)));
    const left = new Set(lines(names).map((line) => line.split(' ').at(-1)));
    functions = new Map([...defined].filter(([name]) => left.has(name)));
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
