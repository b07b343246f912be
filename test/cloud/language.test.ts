import { expect, test } from 'vitest';
import { runHandler } from '../support/simulate.ts';

/** Names of all that the language itself has: what stands in globals that need no library, and in their prototypes. */
const LIST = `() => {
  const language = 'Object Function Error AggregateError SuppressedError Iterator Array Number Boolean String Math Reflect Symbol DisposableStack ' +
    'AsyncDisposableStack BigInt Date RegExp JSON Proxy Map Set WeakMap WeakSet WeakRef FinalizationRegistry ArrayBuffer SharedArrayBuffer DataView Promise ' +
    'Uint8Array Float16Array Float64Array BigInt64Array';
  const hidden = {
    TypedArray: Object.getPrototypeOf(Int8Array),
    Generator: Object.getPrototypeOf(function* () {}),
    AsyncGenerator: Object.getPrototypeOf(async function* () {}),
    AsyncFunction: (async () => {}).constructor,
  };
  const owners = [...language.split(' ').map((name) => [name, globalThis[name]]), ...Object.entries(hidden)];
  return owners.flatMap(([name, owner]) =>
    [['', owner], ['.prototype', owner.prototype]].flatMap(([of, has]) =>
      has ? Reflect.ownKeys(has).map((key) => name + of + '.' + String(key)) : []));
}`;

/** Of what Node.js 24 has not, this remains. `Buffer` is made of the last six. */
const REMAINS =
  'Error.prototype.stack Uint8Array.fromBase64 Uint8Array.fromHex Uint8Array.prototype.setFromBase64 Uint8Array.prototype.setFromHex ' +
  'Uint8Array.prototype.toBase64 Uint8Array.prototype.toHex';

test('the language has nothing that Node.js 24 has not', async () => {
  const real: string[] = new Function(`return (${LIST})();`)();
  const [outcome] = await runHandler(`export const handler = ${LIST};`);
  if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
  const simulated: string[] = JSON.parse(outcome.payload);
  expect(simulated.length).toBeGreaterThan(600);
  expect(simulated.filter((name) => !real.includes(name)).sort()).toEqual(REMAINS.split(' '));
});

test('a name that Node.js 24 does not know is not defined', async () => {
  const [outcome] = await runHandler(
    'export const handler = () => [typeof InternalError, typeof Map.prototype.getOrInsert];',
  );
  expect(outcome).toMatchObject({ payload: '["undefined","undefined"]' });
});
