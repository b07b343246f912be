import type { InterpreterClass } from './interpreter.ts';

const MS: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const STEP =
  /(?:([+-]?)\s*(\d+)\s*|(next|last)\s+)?\b(sec|second|min|minute|hour|day|week|month|year)s?\b(\s+ago)?/g;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?$/i;

/** The moment in ms that `text` tells by steps from another, or by fractions of a second; undefined where it is none of these. */
function momentOf(text: string, now: number): number | undefined {
  const [, seconds] = /^@(-?\d+\.\d+)$/.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const told = text.toLowerCase().replace('yesterday', '1 day ago').replace('tomorrow', '1 day');
  const steps = [...told.matchAll(STEP)];
  const base = told.replace(STEP, '').trim();
  const isNow = base === '' || base === 'now' || base === 'today';
  if (steps.length === 0 || !(isNow || DATE.test(base))) return undefined;
  const hasTime = base.length > '2026-11-23'.length;
  const moment = new Date(isNow ? now : `${base.replace(' ', 'T').toUpperCase()}${hasTime ? 'Z' : ''}`);
  for (const [, sign, count, order, unit = '', ago] of steps) {
    const isBack = (sign === '-') !== (ago !== undefined) || order === 'last';
    const by = (isBack ? -1 : 1) * Number(count ?? 1);
    if (unit === 'month') moment.setUTCMonth(moment.getUTCMonth() + by);
    else if (unit === 'year') moment.setUTCFullYear(moment.getUTCFullYear() + by);
    else moment.setTime(moment.getTime() + by * (MS[unit] ?? 0));
  }
  return moment.getTime();
}

/** The arguments of `date` so that just-bash understands them: a moment in whole seconds, and a format without fractions of them. */
function understood(args: readonly string[], now: number): string[] {
  let moment: number | undefined = now;
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    const [, given = arg === '-d' || arg === '--date' ? args[++at] : undefined] =
      /^(?:--date=|-d)(.+)$/.exec(arg) ?? [];
    if (given === undefined) rest.push(arg);
    else {
      moment = momentOf(given, now);
      rest.push('-d', moment === undefined ? given : `@${Math.floor(moment / 1000)}`);
    }
  }
  const nanoseconds = `${String((moment ?? 0) % 1000).padStart(3, '0')}000000`.slice(-9);
  return rest.map((arg) => {
    if (/^(-I|--iso-8601=)(s|seconds)$/.test(arg)) return '+%FT%T+00:00';
    if (/^(-I(date)?|--iso-8601(=date)?)$/.test(arg)) return '+%F';
    if (!arg.startsWith('+')) return arg;
    return arg.replace(/%(?:(%)|(\d?)N)/g, (_, percent, digits) =>
      percent ? '%%' : nanoseconds.slice(0, Number(digits || 9)),
    );
  });
}

/** Gives `date` steps (`-d '1 hour ago'`), fractions of seconds (`+%s%3N`) and the forms of `-I`, which just-bash has otherwise. */
export function withDates({ prototype }: InterpreterClass, now: () => number) {
  const { runCommand } = prototype;
  prototype.runCommand = async function (name, args, ...rest) {
    if (name !== 'date' || this.ctx.state.functions.has(name))
      return runCommand.call(this, name, args, ...rest);
    return runCommand.call(this, name, understood(args, Math.floor(now())), ...rest);
  };
}
