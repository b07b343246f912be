import type { ExecResult } from 'just-bash/browser';
import type { ShellFiles } from './files.ts';
import type { Interpreter, InterpreterClass } from './interpreter.ts';

type Builtin = (shell: Interpreter, args: readonly string[]) => Promise<ExecResult>;

interface Surroundings {
  files: ShellFiles;
  /** Those that just-bash lacks, or has in name only. */
  builtins: Readonly<Record<string, Builtin>>;
  /** Told of each shell before it runs anything. */
  began(shell: Interpreter): void;
  /** Told of each script that came to its end, and was not left by `exit`. */
  ranThrough(shell: Interpreter): void;
}

const SHEBANG = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/;
/** What a program of its own inherits of a shell without having been given it. */
const INHERITED = new Set(['IFS', 'OPTIND', 'SHELLOPTS', 'BASHOPTS']);

/** Programs that just-bash hands all variables. */
const SHOW_ENVIRONMENT = new Set(['env', 'printenv']);

async function withExported(shell: Interpreter, run: () => Promise<ExecResult>): Promise<ExecResult> {
  const { state } = shell.ctx;
  const { env } = state;
  state.env = new Map(Object.entries(shell.buildExportedEnv()));
  try {
    return await run();
  } finally {
    state.env = env;
  }
}

const failed = (exitCode: number, stderr: string): ExecResult => ({ stdout: '', stderr, exitCode });

/** Gives the interpreter builtins of ours, `exec`, and scripts that are programs of their own. */
export function withShells(
  { prototype }: InterpreterClass,
  { files, builtins, began, ranThrough }: Surroundings,
) {
  const { executeScript, executeUserScript, runCommand } = prototype;

  prototype.executeScript = async function (script) {
    began(this);
    const result = await executeScript.call(this, script);
    ranThrough(this);
    return result;
  };

  prototype.executeUserScript = async function (path, args, stdin) {
    // Found with two slashes in its path, which the interpreter does not take for a program.
    const program = files.program(files.resolvePath('/', path));
    if (program) return this.runCommand(`/usr/bin/${program}`, [...args], [], stdin ?? '');
    const first = SHEBANG.exec(await files.readFile(path).catch(() => ''));
    const interpreter = first?.[1]?.endsWith('/env') ? first[2] : first?.[1];
    const name = interpreter?.split('/').at(-1) ?? 'bash';
    if (name !== 'bash' && name !== 'sh')
      return failed(127, `bash: ${path}: cannot execute: required file not found\n`);
    const { state } = this.ctx;
    const before = { ...state };
    const exported = Object.entries(this.buildExportedEnv());
    const kept = [...state.env].filter(([variable]) => INHERITED.has(variable));
    const off = Object.fromEntries(Object.keys(state.options).map((option) => [option, false]));
    Object.assign(state, {
      env: new Map([...kept, ...exported]),
      arrays: new Map(),
      functions: new Map(),
      options: off,
      callDepth: 0,
      sourceStack: [path],
      substitutions: 0,
    });
    const { substitutionDepth } = this.ctx;
    this.ctx.substitutionDepth = 0;
    try {
      return await executeUserScript.call(this, path, args, stdin);
    } finally {
      Object.assign(state, before);
      this.ctx.substitutionDepth = substitutionDepth ?? 0;
    }
  };

  prototype.runCommand = async function (name, args, quoted, stdin, ...rest) {
    const isFunction = this.ctx.state.functions.has(name) && rest[0] !== true;
    if (!isFunction) {
      if (Object.hasOwn(builtins, name)) return builtins[name]!(this, args);
      const [file, ...others] = args;
      if (file !== undefined && (name === 'bash' || name === 'sh') && !file.startsWith('-')) {
        const path = files.resolvePath(this.ctx.state.cwd, file);
        if (await files.exists(path)) return this.executeUserScript(path, others, stdin);
        return failed(127, `${name}: ${file}: No such file or directory\n`);
      }
    }
    const result = await (SHOW_ENVIRONMENT.has(name) && !isFunction
      ? withExported(this, () => runCommand.call(this, name, args, quoted, stdin, ...rest))
      : runCommand.call(this, name, args, quoted, stdin, ...rest));
    if (name !== 'exec' || args.length === 0 || isFunction) return result;
    // Nothing of the shell is left that could go on.
    return runCommand
      .call(this, 'exit', [String(result.exitCode)], [], '')
      .catch((error: Error & ExecResult) => {
        error.stdout = result.stdout + error.stdout;
        error.stderr = result.stderr + error.stderr;
        throw error;
      });
  };
}
