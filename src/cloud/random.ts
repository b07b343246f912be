/** A seeded source of chance, so that a run can be repeated to the last digit. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Standard normal, by Box and Muller; in single precision, since engines differ in the last digit of a logarithm. */
  normal(): number;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** An independent source: what is drawn from it does not disturb this one. */
  fork(): Random;
  /** The seed of a source that goes on as this one does. */
  state(): number;
}

const TWO_DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Mulberry32: 32 bits of state, plenty for jitter and identifiers. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return mixed ^ (mixed >>> 14);
  };
  const next = () => (bits() >>> 0) / 2 ** 32;
  const eightDigits = () => {
    const drawn = bits();
    const digits = (shift: number) => TWO_DIGITS[(drawn >>> shift) & 255];
    return `${digits(24)}${digits(16)}${digits(8)}${digits(0)}`;
  };
  const hex = (length: number) => {
    let digits = '';
    while (digits.length < length) digits += eightDigits();
    return digits.slice(0, length);
  };
  return {
    next,
    hex,
    state: () => state,
    normal: () => Math.fround(Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(next() * 4)]}${hex(3)}-${hex(12)}`,
    fork: () => createRandom(bits()),
  };
}
