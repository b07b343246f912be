import { validation } from './errors.ts';

/** A member of the input that is not as the API model says, in the words of its validator. */
interface Violation {
  value: unknown;
  at: string;
  must: string;
}

type Violations = readonly Violation[];

/** @throws ValidationException that names every violation, in the form recorded from AWS */
export function mustHold(...violations: Violations): void {
  const { length: count } = violations;
  if (count === 0) return;
  const list = violations.map(
    ({ value, at, must }) => `Value ${shown(value)} at '${at}' failed to satisfy constraint: ${must}`,
  );
  throw validation(`${count} validation error${count === 1 ? '' : 's'} detected: ${list.join('; ')}`);
}

const patterns = new Map<string, RegExp>();

function wholly(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  patterns.set(pattern, known);
  return known;
}

/** Text that a regular expression describes as a whole. */
export function matching(
  value: string | undefined,
  at: string,
  pattern: string,
  { required = false } = {},
): Violations {
  if (value === undefined) return required ? [{ value, at, must: 'Member must not be null' }] : [];
  return wholly(pattern).test(value)
    ? []
    : [{ value, at, must: `Member must satisfy regular expression pattern: ${pattern}` }];
}

/** The length of a text or list. */
export function length(
  value: string | readonly unknown[] | undefined,
  at: string,
  min: number,
  max: number,
): Violations {
  if (value === undefined) return [];
  if (value.length < min)
    return [{ value, at, must: `Member must have length greater than or equal to ${min}` }];
  if (value.length > max)
    return [{ value, at, must: `Member must have length less than or equal to ${max}` }];
  return [];
}

/** A number between two others, both included. */
export function range(
  value: number | undefined,
  at: string,
  { min, max }: { min: number; max: number },
  { required = false } = {},
): Violations {
  if (value === undefined) return required ? [{ value, at, must: 'Member must not be null' }] : [];
  if (value < min) return [{ value, at, must: `Member must have value greater than or equal to ${min}` }];
  if (value > max) return [{ value, at, must: `Member must have value less than or equal to ${max}` }];
  return [];
}

/** One of the values that the model lists. */
export function oneOf(value: string | undefined, at: string, values: readonly string[]): Violations {
  return value === undefined || values.includes(value)
    ? []
    : [{ value, at, must: `Member must satisfy enum value set: [${values.join(', ')}]` }];
}

/** A list of values that the model lists, in the words that are recorded of layers. */
export function listOf(
  value: readonly string[] | undefined,
  at: string,
  values: readonly string[],
): Violations {
  if (!value || value.every((item) => values.includes(item))) return [];
  return [
    {
      value: `[${value.join(', ')}]`,
      at,
      must: `Member must satisfy enum value set: [${values.join(', ')}]`,
    },
  ];
}

/** A list of values that the model lists. */
export function eachOneOf(
  value: readonly string[] | undefined,
  at: string,
  values: readonly string[],
): Violations {
  if (!value || value.every((item) => values.includes(item))) return [];
  const inner = `Member must satisfy enum value set: [${values.join(', ')}], Member must not be null`;
  return [{ value, at, must: `Member must satisfy constraint: [${inner}]` }];
}

/** A map whose keys a regular expression describes. */
export function keysMatching(
  value: Readonly<Record<string, string | number>> | undefined,
  at: string,
  pattern: string,
  lengths?: { min: number; max: number },
): Violations {
  const whole = wholly(pattern);
  const { min = 0, max = Number.POSITIVE_INFINITY } = lengths ?? {};
  const fits = (key: string) => whole.test(key) && key.length >= min && key.length <= max;
  if (!value || Object.keys(value).every(fits)) return [];
  const musts = [
    ...(lengths
      ? [
          `Member must have length less than or equal to ${max}`,
          `Member must have length greater than or equal to ${min}`,
        ]
      : []),
    `Member must satisfy regular expression pattern: ${pattern}`,
  ];
  return [{ value, at, must: `Map keys must satisfy constraint: [${musts.join(', ')}]` }];
}

/** A map whose values are numbers between two others, both included. */
export function valuesWithin(
  value: Readonly<Record<string, number>> | undefined,
  at: string,
  { min, max }: { min: number; max: number },
): Violations {
  if (!value || Object.values(value).every((item) => item >= min && item <= max)) return [];
  const inner = `Member must have value less than or equal to ${decimal(max)}, Member must have value greater than or equal to ${decimal(min)}, Member must not be null`;
  const shownAs = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decimal(item)]));
  return [{ value: shownAs, at, must: `Map value must satisfy constraint: [${inner}]` }];
}

const decimal = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** As Java prints it. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `'[${value.join(', ')}]'`;
  if (typeof value === 'object')
    return `'{${Object.entries(value)
      .map(([key, item]) => `${key}=${item}`)
      .join(', ')}}'`;
  return `'${value}'`;
}
