import type { Bash, Command, ExecResult, IFileSystem, InMemoryFs } from 'just-bash/browser';

type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
type Pipeline = Statement['pipelines'][number];
export type CommandNode = Pipeline['commands'][number];
export type SimpleCommand = Extract<CommandNode, { type: 'SimpleCommand' }>;
export type WordNode = NonNullable<SimpleCommand['name']>;
export type WordPart = WordNode['parts'][number];

/** Of what the interpreter knows of a shell, that which we look into. */
export interface ShellState {
  env: Map<string, string>;
  arrays?: Map<string, { kind: 'indexed' | 'associative'; elements: Map<string, string> }>;
  functions: Map<string, unknown>;
  exportedVars?: Set<string>;
  namerefs?: Set<string> | undefined;
  boundNamerefs?: Set<string> | undefined;
  invalidNamerefs?: Set<string> | undefined;
  options: { errexit: boolean; [setting: string]: boolean };
  shoptOptions: { expand_aliases: boolean };
  cwd: string;
  lastExitCode: number;
  lastBackgroundPid: number;
  currentLine: number;
  currentSource?: string | undefined;
  errexitSafe?: boolean;
  inCondition: boolean;
  callDepth: number;
  sourceStack?: string[];
  virtualPid: number;
  bashPid: number;
  signal?: AbortSignal | undefined;
  /** Ours: see `Outputs`, `Traps` and `withLiveOutput`. */
  outputs?: Outputs | undefined;
  traps?: Map<string, string> | undefined;
  substitutions?: number;
  errtrace?: boolean;
}

/** Whether standard output and standard error of a shell are those of its process, so that what is printed can be logged at once. */
export interface Outputs {
  stdout: boolean;
  stderr: boolean;
}

interface Limits {
  maxOutputSize: number;
  maxInputBytes: number;
  maxWorkUnits: number;
}

/** What a script has used up since its start. */
interface ExecutionScope {
  limits: Limits;
  outputBytes: number;
  inputBytes: number;
  workUnits: number;
  countersByKind: Map<string, number>;
}

export interface InterpreterContext {
  state: ShellState;
  readonly limits: Limits;
  executionScope: ExecutionScope;
  fs: IFileSystem;
  readonly commands: ReadonlyMap<string, Command>;
  /** Ours: the command that runs, where it is a path. */
  written?: string | undefined;
  execFn: unknown;
  substitutionDepth?: number;
}

/** The class of just-bash that walks the syntax; the parameters are those that its own methods pass. */
export interface Interpreter {
  readonly ctx: InterpreterContext;
  executeScript(script: Script): Promise<ExecResult>;
  executeUserScript(path: string, args: readonly string[], stdin?: string): Promise<ExecResult>;
  executeStatement(statement: Statement): Promise<ExecResult>;
  executePipeline(pipeline: Pipeline): Promise<ExecResult>;
  executeCommand(command: CommandNode, stdin: string, ownsStdin?: boolean | undefined): Promise<ExecResult>;
  executeSubshell(command: CommandNode, stdin: string, ownsStdin?: boolean | undefined): Promise<ExecResult>;
  runCommand(
    name: string,
    args: string[],
    quoted: boolean[],
    stdin: string,
    ...rest: unknown[]
  ): Promise<ExecResult>;
  buildExportedEnv(): Record<string, string>;
}

export interface InterpreterClass {
  new (options: unknown, state: ShellState): Interpreter;
  prototype: Interpreter;
}

/** What `build/bash-engine.mjs` makes of just-bash. */
export interface BashModule {
  Bash: typeof Bash;
  InMemoryFs: typeof InMemoryFs;
  Interpreter: InterpreterClass;
  getCommandNames(): string[];
  defineCommand(name: string, execute: Command['execute']): Command;
}
