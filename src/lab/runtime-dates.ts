import { languageOfRuntime } from './language.ts';

/**
 * When Lambda deprecates a runtime that a lab may have been written for: no patches from then on.
 * Source: Lambda Developer Guide, "Lambda runtimes", as of 2026-11-23. AWS has moved such dates before: look again.
 */
const DEPRECATED_FROM: Readonly<Record<string, string>> = {
  'nodejs18.x': '2025-09-01',
  'nodejs20.x': '2026-04-30',
  'nodejs22.x': '2027-04-30',
  'nodejs24.x': '2028-04-30',
  'python3.10': '2026-10-31',
  'python3.11': '2027-06-30',
  'python3.12': '2028-10-31',
  'python3.13': '2029-06-30',
  'python3.14': '2029-06-30',
  'provided.al2': '2026-07-31',
  'provided.al2023': '2029-06-30',
};

/** New functions of a runtime deprecated by 2026-11-23 are refused from this day, updates a month later; same source. */
const CREATE_BLOCKED_FROM = '2027-02-01';

/** Why a lab cannot stand on `runtime` any more, and what to write instead; undefined while it can. */
export function endOfRuntime(runtime: string, today: Date): string | undefined {
  const deprecated = DEPRECATED_FROM[runtime];
  if (!deprecated || today < new Date(deprecated)) return undefined;
  const block =
    deprecated <= '2026-11-23' ? `, and refuses new functions on it from ${CREATE_BLOCKED_FROM}` : '';
  const supported = Object.keys(DEPRECATED_FROM).filter(
    (name) =>
      languageOfRuntime(name) === languageOfRuntime(runtime) && today < new Date(DEPRECATED_FROM[name] ?? ''),
  );
  return `Lambda deprecated ${runtime} on ${deprecated}${block}. Use ${supported.at(-1) ?? 'a newer runtime'}, or bring the dates in src/lab/runtime-dates.ts up to date.`;
}
