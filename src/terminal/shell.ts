import { Bash, type CommandName, defineCommand, getCommandNames } from 'just-bash/browser';
import { withPermissions } from '../cloud/runtimes/bash/long-listing.ts';
import { completeLine } from './complete.ts';
import { HOME, type OutputStream, TerminalFiles } from './files.ts';
import { nodeCommand } from './node/command.ts';
import type { ScriptHost } from './node/run.ts';
import { rememberBetweenLines } from './remember.ts';
import { unzipCommand, zipCommand } from './zip.ts';

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
const LEFT_OUT = new Set(['sqlite3', 'html-to-markdown', 'xan', 'tar', 'clear', 'history']);
const COMMANDS = getCommandNames().filter((name) => !LEFT_OUT.has(name)) as CommandName[];
const STOPPED = 130;

const hostCommand = (name: string, command: HostCommand) =>
  defineCommand(name, (args, { fs, cwd, signal }) => {
    const place = (path: string) => fs.resolvePath(cwd, path);
    const io: CommandIo = {
      read: (path) => fs.readFileBuffer(place(path)),
      write: (path, bytes) => fs.writeFile(place(path), bytes),
    };
    return command(args, io, signal);
  });

/** just-bash's own `ls`, with the permissions that files have. */
function longListing(fs: TerminalFiles) {
  const inner = new Bash({ fs, commands: ['ls'], defenseInDepth: false });
  return defineCommand('ls', async (args, { cwd }) => {
    const result = await inner.exec('ls', { args: [...args], cwd });
    const look = async (path: string) => {
      const place = fs.resolvePath(cwd, path);
      return (await fs.exists(place)) ? fs.stat(place) : undefined;
    };
    return { ...result, stdout: await withPermissions(result.stdout, args, look) };
  });
}

const noNetwork = (name: string) =>
  defineCommand(name, async () => ({
    stdout: '',
    stderr: `${name}: this terminal has no network. \`aws lambda\` reaches the simulated account.\n`,
    exitCode: 7,
  }));

/** The limits of the interpreter, in the words of somebody who does not set them. */
const inOurWords = (stderr: string) =>
  stderr.replace(/,? ?increase executionLimits\.\w+/g, '').replace('bash: execution aborted\n', '');

export function createShell(options: ShellOptions): Shell {
  const fs = new TerminalFiles();
  const memory = rememberBetweenLines(HOME);
  const bash = new Bash({
    fs,
    env: { USER: 'user', AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-1' },
    commands: COMMANDS,
    customCommands: [
      hostCommand('aws', options.aws),
      ...(options.scripts ? [nodeCommand(options.scripts)] : []),
      zipCommand,
      unzipCommand,
      noNetwork('curl'),
      noNetwork('wget'),
      longListing(fs),
      memory.command,
    ],
    executionLimits: { maxLoopIterations: 20_000, maxCommandCount: 50_000 },
    defenseInDepth: false,
  });
  bash.registerTransformPlugin(memory.plugin);
  fs.putFiles(options.files);

  return {
    async run(line, { signal, write }) {
      const flood = new AbortController();
      let room = MAX_OUTPUT_CHARACTERS;
      fs.output = (stream, printed) => {
        const text = stream === 'stderr' ? inOurWords(printed) : printed;
        if (text !== '' && room > 0) write(stream, text.slice(0, room));
        room -= text.length;
        if (room < 0) flood.abort();
      };
      memory.nextIsLine(bash);
      const result = await bash.exec(line, {
        ...memory.place(),
        signal: AbortSignal.any([signal, flood.signal]),
        rawScript: true,
      });
      fs.output('stdout', result.stdout);
      fs.output('stderr', result.stderr);
      if (flood.signal.aborted)
        write('stderr', `bash: stopped: a line prints ${MAX_OUTPUT_CHARACTERS / 1e6} MB at most\n`);
      else if (signal.aborted) write('stderr', 'bash: stopped\n');
      const exitCode = flood.signal.aborted || signal.aborted ? STOPPED : result.exitCode;
      memory.ended(exitCode);
      return { exitCode };
    },
    complete: (line, caret) =>
      completeLine(line.slice(0, caret), {
        cwd: memory.place().cwd,
        fs,
        commands: [
          ...COMMANDS,
          'aws',
          ...(options.scripts ? ['node'] : []),
          'zip',
          'unzip',
          'cd',
          'export',
          'source',
        ],
        completeAws: options.completeAws,
      }),
    files: () => fs.home(),
    async putFiles(files) {
      fs.putFiles(files);
    },
    async removeFiles(paths) {
      for (const path of paths) await fs.rm(fs.resolvePath(HOME, path), { force: true });
    },
    get cwd() {
      return memory.place().cwd;
    },
  };
}
