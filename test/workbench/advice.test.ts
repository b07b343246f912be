import { expect, test } from 'vitest';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { adviceOn } from '../../src/workbench/output/advice.ts';

const advice = (errorType: string, errorMessage = '') => adviceOn({ errorType, errorMessage }, lab);

const lab = { ...SCRATCH, handler: 'src/index.handler' };
const pythonLab = { ...lab, runtime: 'python3.14' } as const;

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

test('in Python a handler is a function, and a process ends itself with sys.exit', () => {
  const inPython = (errorType: string) => adviceOn({ errorType, errorMessage: '' }, pythonLab);
  expect(inPython('Runtime.HandlerNotFound')).toContain('the function “handler” of the file “src/index”');
  expect(inPython('Runtime.ExitError')).toContain('sys.exit');
});

test('a program of one’s own is told how it may have ended, and where Lambda looks for it', () => {
  const bash = { ...lab, runtime: 'provided.al2023' } as const;
  const inBash = (errorType: string) => adviceOn({ errorType, errorMessage: '' }, bash);
  expect(inBash('Runtime.ExitError')).toMatch(
    /ended before it asked for the next event.*a loop should go on/,
  );
  expect(inBash('Runtime.InvalidEntrypoint')).toContain('then in the layers');
});

test('an extension that ended is told what extensions have to do', () => {
  expect(advice('Extension.Crash', 'RequestId: 1 Error: exit code 0')).toMatch(/next event again and again/);
});

test('errors of the learner’s own code speak for themselves', () => {
  expect(advice('TypeError')).toBeUndefined();
});
