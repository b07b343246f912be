import type { ResolvedCommandContext } from 'just-bash/browser';
import type { ProcessHost } from '../../environment/runtime-process.ts';
import type { Strands } from './strands.ts';

const done = (stdout = '') => ({ stdout, stderr: '', exitCode: 0 });
const failed = (stderr: string, exitCode = 1) => ({ stdout: '', stderr: `${stderr}\n`, exitCode });

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** `mktemp [-d] [-u] [-q] [-t] [-p DIR] [TEMPLATE]`. */
export async function mktemp(
  args: readonly string[],
  { fs, cwd, env }: ResolvedCommandContext,
  random: () => number,
) {
  const flags = new Set<string>();
  let folder: string | undefined;
  let template: string | undefined;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const long = { '--directory': 'd', '--dry-run': 'u', '--quiet': 'q' }[arg];
    if (arg === '-p') folder = rest.shift();
    else if (arg.startsWith('--tmpdir')) folder = arg.split('=')[1] ?? env.get('TMPDIR') ?? '/tmp';
    else if (long) flags.add(long);
    else if (/^-[dqtu]+$/.test(arg)) for (const flag of arg.slice(1)) flags.add(flag);
    else if (arg.startsWith('-'))
      return failed(
        `mktemp: invalid option -- '${arg.slice(1, 2)}'\nTry 'mktemp --help' for more information.`,
      );
    else template = arg;
  }
  if (template !== undefined && !/X{3,}(?!.*X{3})/.test(template))
    return failed(`mktemp: too few X's in template ‘${template}’`);
  const inFolder = template === undefined || flags.has('t') || folder !== undefined;
  const path = `${inFolder ? `${folder ?? env.get('TMPDIR') ?? '/tmp'}/` : ''}${template ?? 'tmp.XXXXXXXXXX'}`;
  const letter = () => LETTERS[Math.floor(random() * LETTERS.length)]!;
  const made = path.replace(/X{3,}(?!.*X{3})/, (places) => [...places].map(letter).join(''));
  const place = fs.resolvePath(cwd, made);
  try {
    if (flags.has('u')) return done(`${made}\n`);
    if (flags.has('d')) await fs.mkdir(place);
    else await fs.writeFile(place, '');
    await fs.chmod(place, flags.has('d') ? 0o700 : 0o600);
    return done(`${made}\n`);
  } catch (error) {
    if (flags.has('q')) return { ...done(), exitCode: 1 };
    const why = String((error as Error).message).replace(/^ENOENT.*/, 'No such file or directory');
    return failed(
      `mktemp: failed to create ${flags.has('d') ? 'directory' : 'file'} via template ‘${path}’: ${why}`,
    );
  }
}

/** `sleep NUMBER[smhd]…`, in the time of `host`. */
export async function sleep(
  args: readonly string[],
  { signal }: ResolvedCommandContext,
  host: Pick<ProcessHost, 'startTimer'>,
  strands: Pick<Strands, 'wait'>,
) {
  if (args.length === 0) return failed("sleep: missing operand\nTry 'sleep --help' for more information.");
  let ms = 0;
  for (const arg of args) {
    const [, number, unit] = /^(\d*\.?\d+|\d+\.|infinity)([smhd]?)$/.exec(arg) ?? [];
    if (number === undefined)
      return failed(`sleep: invalid time interval ‘${arg}’\nTry 'sleep --help' for more information.`);
    ms += Number(number.replace('infinity', 'Infinity')) * SECONDS[unit ?? '']! * 1000;
  }
  const slept = await strands.wait<true>((resume) => {
    if (ms === Number.POSITIVE_INFINITY) return;
    const timer = host.startTimer(ms, () => resume(true));
    return () => timer.cancel();
  }, signal);
  return slept ? done() : { ...done(), exitCode: 143 };
}
