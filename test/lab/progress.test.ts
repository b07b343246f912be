import { expect, test } from 'vitest';
import type { CheckResult } from '../../src/lab/check.ts';
import { type ProgressStore, readProgress, recordChecks } from '../../src/lab/progress.ts';

const memory = (stored?: unknown) => {
  const kept = { value: stored };
  const store: ProgressStore = {
    get: async () => kept.value,
    update: async (change) => {
      kept.value = change(kept.value);
    },
  };
  return { kept, store };
};

const result = (id: string, passes: boolean): CheckResult => ({
  id,
  step: 1,
  title: id,
  hints: [],
  log: [],
  outcome: passes ? { kind: 'pass' } : { kind: 'fail', expected: '1', actual: '2' },
});

test('each run of the checks counts as an attempt, and what passed last is kept', async () => {
  const { store } = memory();
  await recordChecks({ id: 'hello', revision: 1 }, [result('a', true), result('b', false)], store);
  await recordChecks({ id: 'hello', revision: 1 }, [result('a', false), result('b', true)], store);
  const found = await readProgress(store);
  expect(found).toMatchObject({ progress: { labs: { hello: { attempts: 2, passed: ['b'], checks: 2 } } } });
});

test('a lab that was passed stays passed on that revision when a later one fails', async () => {
  const { store } = memory();
  await recordChecks({ id: 'hello', revision: 1 }, [result('a', true)], store);
  await recordChecks({ id: 'hello', revision: 2 }, [result('a', false)], store);
  const found = await readProgress(store);
  expect(found).toMatchObject({ progress: { labs: { hello: { revision: 2, passedRevision: 1 } } } });
});

test('no checks at all pass nothing', async () => {
  const { store } = memory();
  await recordChecks({ id: 'hello', revision: 1 }, [], store);
  expect(await readProgress(store)).toMatchObject({
    progress: { labs: { hello: { passedRevision: undefined } } },
  });
});

test.each([
  ['a newer version', { version: 2, labs: [] }],
  ['something damaged', 'text'],
])('%s is left as it is', async (_, stored) => {
  const { kept, store } = memory(stored);
  expect(await readProgress(store)).toEqual({ kind: 'unreadable' });
  await recordChecks({ id: 'hello', revision: 1 }, [result('a', true)], store);
  expect(kept.value).toBe(stored);
});

test('a browser that keeps nothing is said to be blocked, and recording does not throw', async () => {
  const refusing: ProgressStore = {
    get: () => Promise.reject(new Error('blocked')),
    update: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
  };
  await recordChecks({ id: 'hello', revision: 1 }, [result('a', true)], refusing);
  expect(await readProgress(refusing)).toEqual({ kind: 'blocked' });
});
