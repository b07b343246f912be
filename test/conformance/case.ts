import { readdirSync, readFileSync } from 'node:fs';

/** A value of JSON, with the markers that README.md describes. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface ExpectedError {
  readonly name: string;
  readonly message?: string;
  readonly messagePrefix?: string;
  readonly fields?: { readonly [key: string]: Json };
}

export interface Step {
  readonly op: string;
  readonly input: { readonly [key: string]: Json };
  readonly expect?: { readonly status?: number; readonly error?: ExpectedError; readonly match?: Json };
  /** Names for the steps to come, each with the path of the value in this step's output. */
  readonly save?: { readonly [name: string]: string };
}

/** What AWS answered to a sequence of calls. */
export interface Case {
  readonly id: string;
  /** What of other services has to be there before. */
  readonly needs?: readonly string[];
  readonly steps: readonly Step[];
}

const CASES = new URL('cases/', import.meta.url);

/** Every case, by area. */
export const loadCases = (): Case[] =>
  readdirSync(CASES)
    .sort()
    .flatMap((file) => readFileSync(new URL(file, CASES), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Case);
