import { LIMITS } from '../../cloud/lambda/limits.ts';
import { code, functions, names } from './of-functions.ts';
import { accounts, bills, environments, events } from './of-invocations.ts';
import { mappings } from './of-mappings.ts';
import type { Limits, Quota } from './quota.ts';

/** What AWS limits, by what it concerns, with the figure of the simulator wherever that holds one. */
export const quotasOf = (limits: Limits) => ({
  functions: functions(limits),
  code: code(limits),
  events: events(limits),
  mappings: mappings(limits),
  environments,
  accounts: accounts(limits),
  names: names(limits),
  bills,
});

export const QUOTAS = quotasOf(LIMITS);
const all = Object.values(QUOTAS).flat();

/** What changed on a known day, the newest change first. */
export const CHANGED_QUOTAS = all
  .flatMap((quota) =>
    quota.before?.until ? [{ ...quota, formerly: quota.before.value, since: quota.before.until }] : [],
  )
  .sort((one, other) => other.since.localeCompare(one.since));

/** What a row says about its figure: what holds, what held, and the default. */
const wordsOf = ({ value, also = [], default: unset = '', before }: Quota) =>
  [value, ...also, unset, before?.value].filter(Boolean).join('; ');

/**
 * The words for a quota in a sentence: its value, or `text` where its row says so.
 * @throws Error where there is no such quota, or its row does not say `text`
 */
export function quotaInWords(id: string, text?: string): string {
  const quota = all.find((one) => one.id === id);
  if (!quota) throw new Error(`<Quota id="${id}">: there is no such row in src/components/quotas/.`);
  if (text === undefined) return quota.value;
  const words = wordsOf(quota);
  const at = words.indexOf(text);
  if (at < 0 || /[\d,.]$/.test(words.slice(0, at)) || /^\d/.test(words.slice(at + text.length)))
    throw new Error(`<Quota id="${id}" text="${text}">: its row says "${words}".`);
  return text;
}
