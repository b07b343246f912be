import type { BashEngine } from '../../engines.ts';
import type { Exit, ProcessHost, RuntimeProcess } from '../../environment/runtime-process.ts';
import { mktemp, sleep } from './commands.ts';
import { withCorrections } from './corrections.ts';
import { curl } from './curl/curl.ts';
import { withDates } from './dates.ts';
import { ShellFiles } from './files.ts';
import { globalsOf } from './globals.ts';
import type { Interpreter } from './interpreter.ts';
import { withJobs } from './jobs.ts';
import { countAnew, limitsFor } from './limits.ts';
import { withLiveOutput } from './live-output.ts';
import { withLongListings } from './long-listing.ts';
import { withMetering } from './metering.ts';
import { createOutput } from './output.ts';
import { scriptOf } from './script.ts';
import { describeShell, sizeOf } from './shell-state.ts';
import { watchScripts, withShells } from './shells.ts';
import { statusOf } from './signals.ts';
import { createStrands } from './strands.ts';
import { withTraps } from './traps.ts';
import { withBashsWords } from './words.ts';

/** Of just-bash's commands, those that no Linux brings along. */
const LEFT_OUT = new Set([
  'sqlite3',
  'html-to-markdown',
  'xan',
  'yq',
  'rg',
  'clear',
  'history',
  'help',
  'python3',
  'js-exec',
]);

const USER = { uid: 993, gid: 990 };
/** A process has one of the first numbers, since nothing else runs there. */
const FIRST_PID = 8;

/** A script of bash as a program: `path` is its file, which is run from the start to its end. */
export async function spawnBash(
  engine: BashEngine,
  host: ProcessHost,
  memoryBytes: number,
  path: string,
): Promise<RuntimeProcess> {
  const strands = createStrands(() => main && countAnew(main.ctx));
  const later = {
    ...host,
    startTimer: (ms: number, fire: () => void) => host.startTimer(ms, () => strands.turn(fire)),
  };
  const output = createOutput((line) => {
    if (!strands.stopped) host.log(line);
  });
  const module = engine(globalsOf(later));
  const { Bash, Interpreter: Shell, defineCommand } = module;
  const commands = module.getCommandNames().filter((name) => !LEFT_OUT.has(name));
  const files = new ShellFiles(host, () => [...commands, 'curl', 'mktemp']);
  const pid = FIRST_PID + Math.floor(host.random() * 8);
  let pids = pid;
  let main: Interpreter | undefined;
  let ended = false;
  let ranThrough = false;
  let largest = 0;

  function exit(how: Exit) {
    if (ended) return;
    ended = true;
    output.flush();
    host.exit(how);
    strands.stop();
  }

  /** A signal to the shell itself: its trap runs, or it ends. */
  function raise(signal: string) {
    if (signal !== 'KILL' && traps.raise(signal)) jobs.wake();
    else exit(signal === 'KILL' ? { kind: 'killed' } : { kind: 'status', code: statusOf(signal) });
  }

  function heapGrowth(): number {
    if (main) largest = Math.max(largest, sizeOf(main.ctx.state));
    return largest;
  }

  withCorrections(Shell);
  withDates(Shell, host.now);
  withBashsWords(Shell);
  withLongListings(Shell, files);
  withLiveOutput(Shell, output.write);
  const traps = withTraps(Shell);
  const jobs = withJobs(Shell, { strands, raise, nextPid: () => ++pids });
  withShells(Shell, {
    files,
    builtins: {
      trap: traps.trap,
      wait: jobs.wait,
      kill: async (shell, args) => jobs.kill(shell, args),
      jobs: async () => jobs.list(),
    },
  });
  watchScripts(Shell, {
    began(shell) {
      if (main) return;
      main = shell;
      Object.assign(shell.ctx.state, {
        outputs: { stdout: true, stderr: true },
        startTime: host.now(),
        currentSource: path,
        sourceStack: [path],
      });
    },
    ranThrough(shell) {
      if (shell === main) ranThrough = true;
    },
  });
  withMetering(Shell, host, strands, {
    isFull: () => heapGrowth() > memoryBytes,
    outOfMemory: () => exit({ kind: 'killed' }),
    overflow: () => exit({ kind: 'status', code: statusOf('SEGV') }),
  });

  const bash = new Bash({
    fs: files,
    cwd: '/var/task',
    env: { ...host.variables },
    commands: commands as never,
    customCommands: [
      defineCommand('curl', (args, context) => {
        output.flush();
        return curl(args, context, later, strands);
      }),
      defineCommand('mktemp', (args, context) => mktemp(args, context, host.random)),
      defineCommand('sleep', (args, context) => sleep(args, context, later, strands)),
    ],
    executionLimits: limitsFor(memoryBytes),
    processInfo: { pid, ppid: 1, ...USER },
    defenseInDepth: false,
  });

  async function run() {
    const { text, complaint } = scriptOf(bash, path, new TextDecoder().decode(host.files.readFile(path)));
    const result = await bash.exec(`${text}\n`, { rawScript: true, env: { 0: path } });
    if (strands.stopped) return;
    output.write('stdout', result.stdout);
    output.write('stderr', result.stderr);
    const reachedItsEnd = ranThrough && !(result.exitCode !== 0 && main?.ctx.state.options.errexit);
    if (complaint === undefined || !reachedItsEnd) return exit({ kind: 'status', code: result.exitCode });
    output.write('stderr', complaint);
    exit({ kind: 'status', code: 2 });
  }

  /** A fault of the interpreter. */
  function crash(error: unknown) {
    output.write('stderr', `bash: ${error instanceof Error ? error.message : error}\n`);
    exit({ kind: 'status', code: 1 });
  }

  return {
    start: () => strands.turn(() => strands.run(() => run().catch(crash))),
    terminate: () =>
      strands.turn(() => {
        jobs.killAll('TERM');
        strands.interrupt();
        raise('TERM');
      }),
    heapGrowth,
    moduleState: async () => main && describeShell(main.ctx.state, path, host.variables),
    kill: () => strands.stop(),
  };
}
