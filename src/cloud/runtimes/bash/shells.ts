import type { ExecResult, IFileSystem } from 'just-bash/browser';
import type { Interpreter, InterpreterClass } from './interpreter.ts';

type Builtin = (shell: Interpreter, args: readonly string[]) => Promise<ExecResult>;

interface Surroundings {
  files: IFileSystem & { program?(path: string): string | undefined };
  /** Those that just-bash lacks, or has in name only. */
  builtins: Readonly<Record<string, Builtin>>;
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

interface Watch {
  /** Told of each shell before it runs anything. */
  began(shell: Interpreter): void;
  /** Told of each script that came to its end, and was not left by `exit`. */
  ranThrough(shell: Interpreter): void;
}

/** Tells of the beginning and the end of scripts. */
export function watchScripts({ prototype }: InterpreterClass, { began, ranThrough }: Watch) {
  const { executeScript } = prototype;
  prototype.executeScript = async function (script) {
    began(this);
    const result = await executeScript.call(this, script);
    ranThrough(this);
    return result;
  };
}

/** Gives the interpreter builtins of ours, `exec`, and scripts that are programs of their own. */
export function withShells({ prototype }: InterpreterClass, { files, builtins }: Surroundings) {
  const { executeUserScript, runCommand } = prototype;

  prototype.executeUserScript = async function (path, args, stdin) {
    const script = this.ctx.written ?? path;
    this.ctx.written = undefined;
    // Found with two slashes in its path, which the interpreter does not take for a program.
    const program = files.program?.(files.resolvePath('/', path));
    if (program) return this.runCommand(`/usr/bin/${program}`, [...args], [], stdin ?? '');
    const text = await files.readFile(path).catch(() => '');
    const first = SHEBANG.exec(text);
    const [, interpreter, option] = first?.[1]?.endsWith('/env') ? ['', first[2]] : (first ?? []);
    const name = interpreter?.split('/').at(-1) ?? 'bash';
    if (name !== 'bash' && name !== 'sh')
      return this.ctx.commands.has(name)
        ? this.runCommand(name, [...(option ? [option] : []), script, ...args], [], stdin ?? '', true)
        : failed(127, `bash: ${script}: cannot execute: required file not found\n`);
    const { state, fs, substitutionDepth } = this.ctx;
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
      sourceStack: [script],
      substitutions: 0,
    });
    // It reads the script by that name, and would cut off the line that it begins with: then the others have wrong numbers.
    const readFile = async () => {
      this.ctx.fs = fs;
      return text.replace(/^#!/, '#');
    };
    Object.assign(this.ctx, { substitutionDepth: 0, fs: { readFile } });
    try {
      return await executeUserScript.call(this, script, args, stdin);
    } finally {
      Object.assign(state, before);
      this.ctx.substitutionDepth = substitutionDepth ?? 0;
    }
  };

  prototype.runCommand = async function (name, args, quoted, stdin, ...rest) {
    const isFunction = this.ctx.state.functions.has(name) && rest[0] !== true;
    this.ctx.written = name.includes('/') ? name : undefined;
    if (!isFunction) {
      if (Object.hasOwn(builtins, name)) return builtins[name]!(this, args);
      const [file, ...others] = args;
      if (file !== undefined && (name === 'bash' || name === 'sh') && !file.startsWith('-')) {
        const path = files.resolvePath(this.ctx.state.cwd, file);
        this.ctx.written = file;
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
