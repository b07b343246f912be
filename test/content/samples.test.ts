import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../src/lab/run.ts';
import { predictable } from '../../src/quiz/payload.ts';
import { HELLO, runFiles } from '../support/simulate.ts';
import { readSamples } from './samples.ts';

const chapters = globSync('content/**/*.mdx')
  .sort()
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const samples = chapters.flatMap(({ path, text }) => readSamples(text, path));

const SETTINGS = {
  handler: HELLO,
  bootstrap: { ...HELLO, runtime: 'provided.al2023' as const, handler: 'function.handler' },
};

/** What the function itself has logged. */
const logOf = (outcome: RunOutcome) =>
  'log' in outcome ? outcome.log.flatMap(({ kind, text }) => (kind === 'function' ? [text] : [])) : [];

describe('code shown in a chapter', () => {
  it('is found, of each kind', () => {
    expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(['handler', 'bootstrap']));
  });

  it.each(samples.map((sample) => [`${sample.path}:${sample.line}`, sample] as const))(
    '%s does what the chapter says',
    async (_where, { kind, files, environment, events, result, log }) => {
      const outcomes = await runFiles({ ...SETTINGS[kind], environment }, files, events);
      for (const outcome of outcomes) expect(outcome.kind).not.toBe('refused');
      const last = outcomes.at(-1)!;
      if (log !== undefined) expect(logOf(last).join('\n')).toBe(log);
      if (result === undefined) return;
      expect(last.kind === 'refused' ? last : JSON.parse(predictable(last.payload))).toEqual(
        JSON.parse(result),
      );
    },
  );
});

describe('a REPORT line shown in a chapter', () => {
  const reports = chapters.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, index) => ({ where: `${path}:${index + 1}`, line }))
      .filter(({ line }) => line.startsWith('REPORT RequestId:')),
  );
  const ms = (line: string, name: string) =>
    Number(new RegExp(`\\s\\s${name}: ([\\d.]+) ms`).exec(line)?.[1] ?? 0);

  it.each(reports)('$where bills duration and init together, rounded up', ({ line }) => {
    expect(ms(line, 'Billed Duration')).toBe(Math.ceil(ms(line, 'Duration') + ms(line, 'Init Duration')));
  });
});

describe('reading samples', () => {
  const chapter = [
    '```js',
    'export const handler = async () => 1;',
    '```',
    'Prose in between is fine.',
    '```json title="event"',
    '{ "first": true }',
    '```',
    '```json title="event"',
    '{ "second": true }',
    '```',
    '```json title="result"',
    '1',
    '```',
    '```js',
    'const notAHandler = 1;',
    '```',
    '```mjs',
    'export const handler = async () => 2;',
    '```',
  ].join('\n');

  it('pairs a handler with the events and the result that follow it', () => {
    expect(readSamples(chapter, 'a.mdx')[0]).toMatchObject({
      line: 1,
      events: ['{ "first": true }', '{ "second": true }'],
      result: '1',
    });
  });

  it('takes a runtime with the files right after it, and leaves other scripts to the terminal', () => {
    const bash = (title: string) => [`\`\`\`bash title="${title}"`, '#!/bin/bash', '```'];
    const event = ['```json title="event"', '{}', '```'];
    const text = [...bash('bootstrap'), ...bash('function.sh'), ...event, ...bash('layer/bootstrap')];
    const samples = readSamples(text.join('\n'), 'a.mdx');
    expect(samples.map(({ files }) => files.map(({ path }) => path))).toEqual([['bootstrap', 'function.sh']]);
  });

  it('skips code that is no handler, and gives a handler without events an empty one', () => {
    const samples = readSamples(chapter, 'a.mdx');
    expect(samples).toHaveLength(2);
    expect(samples[1]).toMatchObject({ line: 17, events: ['{}'] });
  });

  it('refuses an event with no handler above it, and a fence that never ends', () => {
    expect(() => readSamples('```json title="event"\n{}\n```', 'a.mdx')).toThrow('a.mdx:1 shows an event');
    expect(() => readSamples('```js\nlet a;', 'a.mdx')).toThrow('line 1 is never closed');
  });
});
