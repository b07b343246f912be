import type { ExecResult } from 'just-bash/browser';
import { fork } from './fork.ts';
import type { Interpreter, InterpreterClass, Statement } from './interpreter.ts';
import { signalName, signalNames, signalNumber, statusOf } from './signals.ts';
import type { Strands } from './strands.ts';

const DONE: ExecResult = { stdout: '', stderr: '', exitCode: 0 };
const failed = (exitCode: number, stderr: string): ExecResult => ({ stdout: '', stderr, exitCode });

/** A command that runs beside the shell that started it. */
interface Job {
  pid: number;
  /** What `%1` names: they begin anew when none is left. */
  number: number;
  abort: AbortController;
  /** Set when it has ended. */
  status: number | undefined;
  /** What ended it. */
  signal: string | undefined;
  onEnd: Set<() => void>;
  /** Whether somebody waited for it, which is once. */
  isReaped: boolean;
}

export interface Jobs {
  wait(shell: Interpreter, args: readonly string[]): Promise<ExecResult>;
  /** Waits until none is left, of those that jobs began neither. */
  waitForAll(): Promise<void>;
  kill(shell: Interpreter, args: readonly string[]): ExecResult;
  list(): ExecResult;
  /** Takes a signal to all of them. */
  killAll(signal: string): void;
  /** Ends the `wait` that the shell of the process is in, since a signal came. */
  wake(): void;
}

interface Surroundings {
  strands: Pick<Strands, 'run' | 'wait'>;
  /** Takes a signal to the shell of the process itself. */
  raise(signal: string): void;
  nextPid(): number;
}

/** Gives the interpreter jobs in the background, which just-bash runs like any other command. */
export function withJobs(Shell: InterpreterClass, { strands, raise, nextPid }: Surroundings): Jobs {
  const { executeStatement } = Shell.prototype;
  const jobs = new Map<string, Job>();
  /** So many are not reaped, and the newest of them has that number. */
  let left = 0;
  let newest = 0;
  /** What jobs printed that goes elsewhere than to the output of the process: to whoever waits for them in the same place. */
  let captured = { stdout: '', stderr: '' };
  let signalled = new AbortController();

  Shell.prototype.executeStatement = async function (statement) {
    return statement.background ? begin(this, statement) : executeStatement.call(this, statement);
  };

  function begin(shell: Interpreter, statement: Statement): ExecResult {
    const pid = nextPid();
    if (shell.ctx.state.signal?.aborted) return DONE;
    const abort = new AbortController();
    newest = left === 0 ? 1 : newest + 1;
    left += 1;
    const unended = { status: undefined, signal: undefined, onEnd: new Set<() => void>(), isReaped: false };
    const job: Job = { pid, number: newest, abort, ...unended };
    jobs.set(String(pid), job);
    shell.ctx.state.lastBackgroundPid = pid;
    const beside = fork(Shell, shell, { signal: abort.signal, traps: new Map(), bashPid: pid });
    strands.run(async () => {
      const ran = beside.executeStatement({ ...statement, background: false });
      const {
        exitCode = 1,
        stdout = '',
        stderr = '',
      } = await ran.catch((error: Partial<ExecResult>) => error);
      captured = { stdout: captured.stdout + stdout, stderr: captured.stderr + stderr };
      job.status = job.signal === undefined ? exitCode : statusOf(job.signal);
      for (const tell of job.onEnd) tell();
    });
    return DONE;
  }

  function end(job: Job, signal: string) {
    if (job.status !== undefined) return;
    job.signal ??= signal;
    job.abort.abort();
  }

  /** Undefined when a signal came first. */
  async function ended(job: Job): Promise<number | undefined> {
    if (job.status === undefined)
      await strands.wait<true>((resume) => {
        const tell = () => void resume(true);
        job.onEnd.add(tell);
        return () => job.onEnd.delete(tell);
      }, signalled.signal);
    if (job.status !== undefined) reap(job);
    return job.status;
  }

  function reap(job: Job) {
    if (!job.isReaped) left -= 1;
    job.isReaped = true;
  }

  const unreaped = () => [...jobs.values()].filter(({ isReaped }) => !isReaped);

  const find = (id: string): Job | undefined =>
    id.startsWith('%')
      ? unreaped().find(({ number }) => number === (/^%\d+$/.test(id) ? Number(id.slice(1)) : newest))
      : jobs.get(id);

  async function wait({ ctx }: Interpreter, args: readonly string[]): Promise<ExecResult> {
    const result = await statusOfWaiting(args);
    const { outputs } = ctx.state;
    const stdout = outputs?.stdout ? '' : captured.stdout;
    const stderr = outputs?.stderr ? '' : captured.stderr;
    captured = { stdout: '', stderr: '' };
    return { ...result, stdout, stderr: stderr + result.stderr };
  }

  async function statusOfWaiting(args: readonly string[]): Promise<ExecResult> {
    const ids = args.filter((arg) => !arg.startsWith('-'));
    if (args.includes('-n'))
      return waitForAny(ids.length === 0 ? unreaped() : ids.flatMap((id) => find(id) ?? []));
    if (ids.length === 0) {
      for (const job of unreaped()) if ((await ended(job)) === undefined) return failed(statusOf('TERM'), '');
      return DONE;
    }
    let exitCode = 0;
    let stderr = '';
    for (const id of ids) {
      const job = find(id);
      if (!job) stderr += `bash: wait: pid ${id} is not a child of this shell\n`;
      const status = job ? await ended(job) : 127;
      if (status === undefined) return failed(statusOf('TERM'), stderr);
      exitCode = status;
    }
    return failed(exitCode, stderr);
  }

  async function waitForAll() {
    for (const job of jobs.values()) if ((await ended(job)) === undefined) return;
  }

  async function waitForAny(some: readonly Job[]): Promise<ExecResult> {
    if (some.length === 0) return failed(127, '');
    const first = () => some.find(({ status }) => status !== undefined);
    if (!first())
      await strands.wait<true>((resume) => {
        const tell = () => void resume(true);
        for (const { onEnd } of some) onEnd.add(tell);
        return () => {
          for (const { onEnd } of some) onEnd.delete(tell);
        };
      }, signalled.signal);
    const job = first();
    if (job) reap(job);
    return failed(job?.status ?? statusOf('TERM'), '');
  }

  function kill(shell: Interpreter, args: readonly string[]): ExecResult {
    if (args[0] === '-l')
      return { ...DONE, stdout: `${args[1] ? (signalName(args[1]) ?? args[1]) : signalNames().join(' ')}\n` };
    const [option = '', ...rest] = args;
    const takesNext = option === '-s' || option === '-n';
    const given = takesNext ? rest[0] : /^-./.exec(option) && option !== '--' ? option.slice(1) : undefined;
    const pids = takesNext ? rest.slice(1) : given === undefined && option !== '--' ? args : rest;
    const signal = given === undefined ? 'TERM' : given === '0' ? '0' : signalName(given);
    if (signal === undefined) return failed(1, `bash: kill: ${given}: invalid signal specification\n`);
    if (pids.length === 0)
      return failed(
        2,
        'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
      );
    let stderr = '';
    for (const pid of pids) {
      const job = find(pid);
      if (pid === String(shell.ctx.state.virtualPid)) {
        if (signal !== '0') raise(signal);
      } else if (job && job.status === undefined) {
        if (signalNumber(signal) !== undefined && !['CHLD', 'CONT', 'STOP'].includes(signal))
          end(job, signal);
      } else if (/^-?\d+$/.test(pid)) stderr += `bash: kill: (${pid}) - No such process\n`;
      else
        stderr += `bash: kill: ${pid}: ${pid.startsWith('%') ? 'no such job' : 'arguments must be process or job IDs'}\n`;
    }
    return failed(stderr === '' ? 0 : 1, stderr);
  }

  return {
    wait,
    waitForAll,
    kill,
    list: () => ({
      ...DONE,
      stdout: [...jobs.values()]
        .filter(({ status, signal }) => status === undefined && signal === undefined)
        .map(({ pid, number }) => `[${number}]   ${pid} Running\n`)
        .join(''),
    }),
    killAll(signal) {
      for (const job of jobs.values()) end(job, signal);
    },
    wake() {
      signalled.abort();
      signalled = new AbortController();
    },
  };
}
