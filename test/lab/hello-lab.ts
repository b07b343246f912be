import type { Lab } from '../../src/lab/lab.ts';

/** A small lab, for tests of what surrounds it. */
export const helloLab: Lab = {
  id: 'hello',
  slug: 'hello',
  revision: 1,
  title: 'Hello',
  summary: 'Says hello.',
  minutes: 1,
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  memorySize: 128,
  timeout: 3,
  environment: {},
  goals: ['say hello'],
  files: { readOnly: [], mayAdd: true, mayDelete: true },
  targets: ['simulator'],
  sdk: [],
  solution: 'always',
  starter: [{ path: 'index.mjs', text: 'start' }],
  events: [
    { name: 'ada', text: '{}' },
    { name: 'bob', text: '[]' },
  ],
};
