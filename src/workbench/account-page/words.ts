const UNITS = ['bytes', 'kB', 'MB'] as const;

/** A number of bytes as people read it. */
export function sizeInWords(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const value = bytes / 1000 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${UNITS[step]}`;
}

/** A time of the account in UTC, to the second: from the API's text, or ms since 1970. */
export function timeInWords(time: string | number | undefined): string {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** The beginning of a hash: enough to tell two apart. */
export const shortHash = (hash = '') => (hash.length > 12 ? `${hash.slice(0, 12)}…` : hash);
