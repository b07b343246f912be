import type { Command } from 'just-bash/browser';
import type { BashEngine } from '../cloud/engines.ts';
import { textOf } from '../cloud/runtimes/bash/bytes.ts';
import { mktemp, sleep } from '../cloud/runtimes/bash/commands.ts';
import { withCorrections } from '../cloud/runtimes/bash/corrections.ts';
import { withDates } from '../cloud/runtimes/bash/dates.ts';
import { globalsOf } from '../cloud/runtimes/bash/globals.ts';
import type { InterpreterClass } from '../cloud/runtimes/bash/interpreter.ts';
import { withJobs } from '../cloud/runtimes/bash/jobs.ts';
import { type OutputStream, withLiveOutput } from '../cloud/runtimes/bash/live-output.ts';
import { withLongListings } from '../cloud/runtimes/bash/long-listing.ts';
import { withShells } from '../cloud/runtimes/bash/shells.ts';
import { withTraps } from '../cloud/runtimes/bash/traps.ts';
import { inOurWords, withBashsWords } from '../cloud/runtimes/bash/words.ts';
import { completeLine } from './complete.ts';
import { createFiles, HOME } from './files.ts';
import { withLastingShell } from './lasting-shell.ts';
import { nodeCommand } from './node/command.ts';
import type { ScriptHost } from './node/run.ts';
import { strands } from './strands.ts';
import { unzip, zip } from './zip.ts';

/** A file of the home directory; `path` is relative to it. */
export interface ShellFile {
  path: string;
  bytes: Uint8Array;
}

/** How a command reaches the shell's files: by paths as they were typed, relative to the working directory. */
export interface CommandIo {
  read(path: string): Promise<Uint8Array>;
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export interface CommandResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** A command that the shell gets from its host. `signal` is aborted when the line is stopped. */
export type HostCommand = (
  args: readonly string[],
  io: CommandIo,
  signal?: AbortSignal,
) => Promise<CommandResult>;

export interface ShellOptions {
  engine: BashEngine;
  files: readonly ShellFile[];
  /** The `aws` command: it lives where the SDK client is, which in the browser is the page. */
  aws: HostCommand;
  /** What `node <script>` runs on; without it there is no `node`. */
  scripts?: ScriptHost;
  /** What can follow in an `aws` line: `words` are those after `aws`, the last one as far as it is typed. */
  completeAws?(words: readonly string[]): Promise<readonly string[]>;
}

interface RunOptions {
  /** Stops the line at its next command. */
  signal: AbortSignal;
  write(stream: OutputStream, text: string): void;
}

/** A bash with files in memory. Its working directory, variables, functions and aliases last from line to line. */
export interface Shell {
  /** Runs one line, or a script of several. What the line changed is forgotten if it is stopped or ends in `exit`. */
  run(line: string, options: RunOptions): Promise<{ exitCode: number }>;
  /** What the word at `caret` can become: it begins at `from`. */
  complete(line: string, caret: number): Promise<{ from: number; candidates: string[] }>;
  /** All files below the home directory. */
  files(): Promise<ShellFile[]>;
  putFiles(files: readonly ShellFile[]): Promise<void>;
  /** Deletes files of the home directory; those that are not there stay so. */
  removeFiles(paths: readonly string[]): Promise<void>;
  readonly cwd: string;
}

const MAX_OUTPUT_CHARACTERS = 1_000_000;
const MAX_JOBS = 1000;
const LEFT_OUT = new Set(['sqlite3', 'html-to-markdown', 'xan', 'tar', 'clear', 'history']);
const STOPPED = 130;
const PAUSE_EVERY_MS = 20;

const hostCommand =
  (command: HostCommand): Command['execute'] =>
  (args, { fs, cwd, signal }) => {
    const place = (path: string) => fs.resolvePath(cwd, path);
    const io: CommandIo = {
      read: (path) => fs.readFileBuffer(place(path)),
      write: (path, bytes) => fs.writeFile(place(path), bytes),
    };
    return command(args, io, signal);
  };

const noNetwork =
  (name: string): Command['execute'] =>
  async () => ({
    stdout: '',
    stderr: `${name}: this terminal has no network. \`aws lambda\` reaches the simulated account.\n`,
    exitCode: 7,
  });

/** Time and chance of the machine that the terminal is on. */
const HOST: Parameters<typeof globalsOf>[0] = {
  now: Date.now,
  random: Math.random,
  startTimer(ms, fire) {
    const timer = setTimeout(fire, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** The interpreter only ever awaits what is there already: without a pause no signal to stop would arrive. */
function withPauses({ prototype }: InterpreterClass) {
  const { executeCommand } = prototype;
  let paused = performance.now();
  prototype.executeCommand = async function (...command) {
    if (performance.now() - paused > PAUSE_EVERY_MS) {
      await new Promise<void>((resolve) => setTimeout(resolve));
      paused = performance.now();
    }
    return executeCommand.apply(this, command);
  };
}

export function createShell({ engine, aws, completeAws, scripts, ...options }: ShellOptions): Shell {
  let print: (stream: OutputStream, printed: string) => void = () => {};
  let stopped: AbortSignal | undefined;
  let stopLine: (why?: string) => void = () => {};
  let pids = 1;
  let begun = 0;
  const { Bash, Interpreter, InMemoryFs, defineCommand, getCommandNames } = engine(globalsOf(HOST));
  const commands = getCommandNames().filter((name) => !LEFT_OUT.has(name));
  const own: Record<string, Command['execute']> = {
    aws: hostCommand(aws),
    ...(scripts && { node: nodeCommand(scripts) }),
    zip,
    unzip,
    mktemp: (args, context) => mktemp(args, context, HOST.random),
    sleep: (args, context) => sleep(args, context, HOST, strands),
    curl: noNetwork('curl'),
    wget: noNetwork('wget'),
  };
  const fs = createFiles({ InMemoryFs }, (text) => print('stdout', text));
  withCorrections(Interpreter);
  withDates(Interpreter, HOST.now);
  withBashsWords(Interpreter);
  withLongListings(Interpreter, fs);
  withLiveOutput(Interpreter, (stream, printed) => print(stream, textOf(printed)));
  const traps = withTraps(Interpreter, () => stopped?.aborted === true);
  const jobs = withJobs(Interpreter, {
    strands,
    raise: () => stopLine(),
    nextPid() {
      begun += 1;
      if (begun > MAX_JOBS) stopLine(`: a line starts ${MAX_JOBS} jobs at most`);
      pids += 1;
      return pids;
    },
  });
  withShells(Interpreter, {
    files: fs,
    builtins: {
      trap: traps.trap,
      wait: jobs.wait,
      kill: async (shell, args) => jobs.kill(shell, args),
      jobs: async () => jobs.list(),
    },
  });
  withPauses(Interpreter);
  const lasting = withLastingShell(Interpreter, traps, jobs, HOME);
  const bash = new Bash({
    fs,
    env: { USER: 'user', AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-1' },
    commands: commands as never,
    customCommands: Object.entries(own).map(([name, execute]) => defineCommand(name, execute)),
    executionLimits: { maxLoopIterations: 60_000, maxCommandCount: 150_000 },
    defenseInDepth: false,
  });
  fs.putFiles(options.files);

  return {
    async run(line, { signal, write }) {
      const ending = new AbortController();
      let whyStopped = '';
      stopLine = (why = '') => {
        whyStopped ||= why;
        ending.abort();
      };
      let room = MAX_OUTPUT_CHARACTERS;
      begun = 0;
      print = (stream, printed) => {
        const text = stream === 'stderr' ? inOurWords(printed) : printed;
        if (text !== '' && room > 0) write(stream, text.slice(0, room));
        room -= text.length;
        if (room < 0) stopLine(`: a line prints ${MAX_OUTPUT_CHARACTERS / 1e6} MB at most`);
      };
      stopped = signal;
      lasting.nextIsLine();
      const stop = AbortSignal.any([signal, ending.signal]);
      stop.addEventListener('abort', () => {
        jobs.killAll('INT');
        jobs.wake();
      });
      const result = await bash.exec(line, { signal: stop, rawScript: true });
      print('stdout', result.stdout);
      print('stderr', result.stderr);
      if (stop.aborted) write('stderr', `bash: stopped${whyStopped}\n`);
      const exitCode = stop.aborted ? STOPPED : result.exitCode;
      lasting.ended(exitCode);
      return { exitCode };
    },
    complete: (line, caret) =>
      completeLine(line.slice(0, caret), {
        cwd: lasting.cwd,
        fs,
        commands: [...commands, ...Object.keys(own), 'cd', 'export', 'source', 'trap'],
        completeAws,
      }),
    files: () => fs.home(),
    async putFiles(files) {
      fs.putFiles(files);
    },
    async removeFiles(paths) {
      for (const path of paths) await fs.rm(fs.resolvePath(HOME, path), { force: true });
    },
    get cwd() {
      return lasting.cwd;
    },
  };
}
