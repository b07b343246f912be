import { expect, test } from 'vitest';
import { reloadingCloud } from '../support/reloading.ts';
import { loadCases } from './case.ts';
import { accountOf, runCase } from './run-case.ts';
import { WAITING } from './waiting.ts';

/** What AWS keeps in a warm environment; a load starts cold. */
const WARM = ['invoke-warm-state-kept'];

const cases = loadCases().filter(({ id }) => !Object.hasOwn(WAITING, id) && !WARM.includes(id));

test.each(cases)(
  'the account answers the same when it is saved and loaded before each call: $id',
  async (one) => {
    expect(await runCase(one, accountOf(await reloadingCloud()))).toEqual([]);
  },
);
