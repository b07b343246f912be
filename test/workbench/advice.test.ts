import { expect, test } from 'vitest';
import { adviceOn } from '../../src/workbench/advice.ts';

const lab = { timeout: 3, memorySize: 128, handler: 'src/index.handler' };

test('a timeout says after how long, and what to look for', () => {
  expect(adviceOn('Sandbox.Timedout', lab)).toMatch(/after 3 s.*loop/);
});

test('a missing handler says which export of which file is looked for', () => {
  expect(adviceOn('Runtime.HandlerNotFound', lab)).toContain('the export “handler” of the file “src/index”');
});

test('errors of the learner’s own code speak for themselves', () => {
  expect(adviceOn('TypeError', lab)).toBeUndefined();
});
