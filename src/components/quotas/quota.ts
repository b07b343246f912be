import type { LIMITS } from '../../cloud/lambda/limits.ts';
import type { Source } from './sources.ts';

export type Limits = typeof LIMITS;

/** A figure that AWS states, as a page prints it. */
export interface Quota {
  /** Of its row, and of links to it. */
  id: string;
  name: string;
  value: string;
  /** The same figure in other words, for prose. */
  also?: readonly string[];
  default?: string;
  /** Up to where AWS raises it on request; without it the figure is fixed. */
  raised?: string;
  /** What was true before, and the day on which that ended, where it is known. */
  before?: { value: string; until?: string };
  note?: string;
  source: Source;
}

export const grouped = (count: number) => count.toLocaleString('en-US');

export const range = ({ min, max }: { min: number; max: number }, unit: string) =>
  `${grouped(min)} to ${grouped(max)} ${unit}`;

/** In the units of AWS: a KB has 1,024 bytes. */
export const size = (bytes: number) => {
  const power = Math.min(3, Math.floor(Math.log2(bytes) / 10));
  return `${grouped(bytes / 1024 ** power)} ${['bytes', 'KB', 'MB', 'GB'][power]}`;
};

export const characters = (count: number) => `${grouped(count)} characters`;
