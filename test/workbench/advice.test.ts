import { expect, test } from 'vitest';
import { adviceOn } from '../../src/workbench/output/advice.ts';

const advice = (errorType: string, errorMessage = '') => adviceOn({ errorType, errorMessage }, lab);

const lab = { timeout: 3, memorySize: 128, handler: 'src/index.handler' };

test('a timeout says after how long, and what to look for', () => {
  expect(advice('Sandbox.Timedout')).toMatch(/after 3 s.*loop/);
});

test('a process that was killed ran out of memory; another ended by itself', () => {
  const ended = 'RequestId: 1 Error: Runtime exited with error:';
  expect(advice('Runtime.ExitError', `${ended} signal: killed`)).toContain('more than its 128 MB');
  expect(advice('Runtime.ExitError', `${ended} exit status 1`)).toContain('process.exit');
});

test('a missing handler says which export of which file is looked for', () => {
  expect(advice('Runtime.HandlerNotFound')).toContain('the export “handler” of the file “src/index”');
});

test('errors of the learner’s own code speak for themselves', () => {
  expect(advice('TypeError')).toBeUndefined();
});
