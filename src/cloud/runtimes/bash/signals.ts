const NUMBERS: Readonly<Record<string, number>> = {
  EXIT: 0,
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ABRT: 6,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
};

/** The name of a signal that is given as `SIGTERM`, `term` or `15`; ERR, which is none, counts too. Undefined for what is none. */
export function signalName(given: string): string | undefined {
  const name = given.toUpperCase().replace(/^SIG/, '');
  if (name === 'ERR' || Object.hasOwn(NUMBERS, name)) return name;
  return Object.keys(NUMBERS).find((known) => String(NUMBERS[known]) === given);
}

/** What a shell tells of something that the signal ended. */
export const statusOf = (signal: string): number => 128 + (NUMBERS[signal] ?? 0);

export const signalNumber = (signal: string): number | undefined => NUMBERS[signal];

export const signalNames = (): string[] => Object.keys(NUMBERS).filter((name) => name !== 'EXIT');
