import { expect, test } from 'vitest';
import type { Cloud } from '../../src/cloud/cloud.ts';
import type { ModuleState } from '../../src/cloud/environment/runtime-process.ts';
import type { EnvironmentSnapshot } from '../../src/cloud/environment/snapshot.ts';
import type { SourceFile } from '../../src/lab/lab.ts';
import { freshCloud, HELLO, runFiles } from '../support/simulate.ts';

const HANDLER = 'export const handler = async () => {};';

const look = (cloud: Cloud) => cloud.environments('function-under-test');
const modulesOf = (environment: EnvironmentSnapshot | undefined) =>
  environment?.process.kind === 'frozen' ? environment.process.modules : undefined;

/** What the modules of `files` hold after `runs` invocations. */
async function modulesAfter(files: readonly SourceFile[], runs = 1, settings = HELLO) {
  const cloud = await freshCloud();
  const outcomes = await runFiles(
    settings,
    files,
    Array.from({ length: runs }, () => '{}'),
    cloud,
  );
  const [environment] = await look(cloud);
  return { outcomes, modules: modulesOf(environment) };
}

/** The values that `index.mjs`, which is `code` and an empty handler, declares; in the order of `code`. */
async function valuesOf(code: string): Promise<Record<string, string>> {
  const { outcomes, modules } = await modulesAfter([{ path: 'index.mjs', text: `${code}\n${HANDLER}` }]);
  expect(outcomes[0]?.kind, JSON.stringify(outcomes[0])).toBe('returned');
  return asRecord(modules, '/var/task/index.mjs');
}

const asRecord = (modules: readonly ModuleState[] | undefined, path: string) =>
  Object.fromEntries(
    modules?.find((module) => module.path === path)?.values.map(({ name, text }) => [name, text]) ?? [],
  );

test('a counter of the module is seen with the value that the warm environment keeps', async () => {
  const text = 'let visits = 0;\nexport const handler = async () => ++visits;';
  const { modules } = await modulesAfter([{ path: 'index.mjs', text }], 2);
  expect(modules).toEqual([
    { path: '/var/task/index.mjs', values: [{ name: 'visits', text: '2' }], functions: ['handler'], more: 0 },
  ]);
});

test('values are told in one line each, as Node.js would print them', async () => {
  const values = await valuesOf(`
let nothing, no = null, yes = true, zero = -0, big = 7n, mark = Symbol('m');
const text = "it's\\n", list = [1, , 'x', [1, 2], { a: 1 }], cache = new Map([['a', { b: 1 }]]), seen = new Set([1]);
class Client { region = 'us-east-1'; options = {} }
const client = new Client(), at = new Date(0), pattern = /x/, failure = new TypeError('no'), ready = Promise.resolve();
const bytes = new Uint8Array(4), bare = Object.create(null), { deep, ...rest } = { deep: 1, other: 2 };
const long = Array.from({ length: 100 }, (_, i) => i);`);
  expect(values).toEqual({
    nothing: 'undefined',
    no: 'null',
    yes: 'true',
    zero: '-0',
    big: '7n',
    mark: 'a symbol',
    text: "'it\\'s\\n'",
    list: "[ 1, empty, 'x', Array(2), {…} ]",
    cache: "Map(1) { 'a' => {…} }",
    seen: 'Set(1) { 1 }',
    client: "Client { region: 'us-east-1', options: {} }",
    at: '1970-01-01T00:00:00.000Z',
    pattern: 'RegExp',
    failure: 'TypeError: no',
    ready: 'Promise { fulfilled }',
    bytes: 'Uint8Array(4)',
    bare: '{}',
    deep: '1',
    rest: '{ other: 2 }',
    long: 'Array(100) [ 0, 1, 2, 3, 4, 5, 6, 7, … ]',
  });
});

test('every module of the package is seen, also one that the handler requires, and what is put on globalThis', async () => {
  const { modules } = await modulesAfter([
    {
      path: 'index.js',
      text: "const db = require('./db.js');\nglobalThis.kept = [db.open()];\nexports.handler = async () => {};",
    },
    {
      path: 'db.js',
      text: 'let opened = 0; // no newline follows\nexports.open = () => ++opened; // the end',
    },
  ]);
  expect(asRecord(modules, '/var/task/db.js')).toEqual({ opened: '1' });
  expect(asRecord(modules, '/var/task/index.js')).toEqual({ db: '{ open: function (anonymous) }' });
  expect(asRecord(modules, 'globalThis')).toEqual({ kept: '[ 1 ]' });
});

test('looking runs no getter, proxy, toString or toJSON of the function’s code', async () => {
  const cloud = await freshCloud();
  const text = `let touched = 0;
const touch = () => { touched++; throw new Error('touched'); };
const trap = new Proxy(class {}, new Proxy({}, { get: touch }));
const getters = { get a() { return touch(); }, toString: touch, toJSON: touch, valueOf: touch, [Symbol.toPrimitive]: touch };
const nested = [getters, trap], byKey = new Map([[trap, getters]]);
const heir = Object.create(trap), named = Object.create({ get constructor() { return touch(); } });
class Odd { static get name() { return touch(); } }
const odd = new Odd();
Object.defineProperty(globalThis, 'bait', { get: touch });
export const handler = async () => touched;`;
  const run = () => runFiles(HELLO, [{ path: 'index.mjs', text }], ['{}'], cloud);
  await run();
  const modules = modulesOf((await look(cloud))[0]);
  expect(asRecord(modules, '/var/task/index.mjs')).toEqual({
    touched: '0',
    trap: 'a Proxy',
    getters: '{ a: [getter], toString: function touch, … }',
    nested: '[ {…}, a Proxy ]',
    byKey: 'Map(1) { a Proxy => {…} }',
    heir: '{}',
    named: '{}',
    odd: '{}',
  });
  const [again] = await run();
  expect(again).toMatchObject({ kind: 'returned', payload: '0' });
});

test('a proxy that loops for ever, ten megabytes of text and a number of a million digits hold nothing up', async () => {
  const began = performance.now();
  const values = await valuesOf(`
const forever = () => { for (;;); };
const proxy = new Proxy({}, { ownKeys: forever, get: forever, getOwnPropertyDescriptor: forever, getPrototypeOf: forever });
const text = 'x'.repeat(10_000_000), huge = 7n ** 300_000n;
const keyed = { ['k'.repeat(1_000_000)]: 1 };`);
  expect(values.proxy).toBe('a Proxy');
  expect(values.text).toMatch(/^'x{78}…$/);
  expect(values.huge).toBe('a BigInt of many digits');
  expect(values.keyed?.length).toBeLessThanOrEqual(80);
  expect(performance.now() - began).toBeLessThan(8_000);
});

test('intrinsics that the function forged say nothing and run nothing', async () => {
  const cloud = await freshCloud();
  const text = `const forgeries = { ran: 0 }, kept = new Map([['a', 1]]), list = [1, 2], at = new Date(0), text = 'abc', bytes = new Uint8Array(3);
const forgeriesInTheEnd = forgeries;
const forged = () => { forgeries.ran++; return 'forged'; };
export const handler = async () => {
  const keys = Reflect.ownKeys, describe = Object.getOwnPropertyDescriptor, define = Object.defineProperty;
  for (const each of [Map.prototype, Set.prototype, Date.prototype, BigInt.prototype, Uint8Array.prototype, Reflect,
    Object.getPrototypeOf(new Map().entries()), Object.getPrototypeOf(Uint8Array.prototype)])
    for (const key of keys(each))
      if (describe(each, key).configurable && key !== 'constructor') define(each, key, { get: () => forged });
  define(Array.prototype, '0', { set: forged, configurable: true });
  define(Object.prototype, 'value', { get: forged, configurable: true });
  define(Object.prototype, 'get', { get: forged, configurable: true });
  for (const key of ['slice', 'at', 'toString', 'replace', Symbol.iterator]) String.prototype[key] = forged;
  Object.getOwnPropertyNames = Object.keys = Function.prototype.call = Function.prototype.apply = forged;
};`;
  await runFiles(HELLO, [{ path: 'index.mjs', text }], ['{}'], cloud);
  const modules = modulesOf((await look(cloud))[0]);
  const { forgeries, forgeriesInTheEnd, ...values } = asRecord(modules, '/var/task/index.mjs');
  expect(forgeries).toMatch(/^\{ ran: \d+ \}$/);
  expect(forgeriesInTheEnd).toBe(forgeries);
  expect(values).toEqual({
    kept: "Map(1) { 'a' => 1 }",
    list: '[ 1, 2 ]',
    at: '1970-01-01T00:00:00.000Z',
    text: "'abc'",
    bytes: 'Uint8Array(3)',
  });
});

test('of ten thousand globals and a thousand names the first twenty are told, and how many there are', async () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `v${at} = ${at}`).join(', ');
  const text = `let ${names};\nfor (let i = 0; i < 10_000; i++) globalThis['g' + i] = i;\n${HANDLER}`;
  const { modules } = await modulesAfter([{ path: 'index.mjs', text }]);
  const counts = modules?.map(({ path, values, more }) => [path, values.length, more]);
  expect(counts).toEqual([
    ['/var/task/index.mjs', 20, 981],
    ['globalThis', 20, 9_980],
  ]);
});

test('the same requests leave the same trace, whether somebody looks between them or not', async () => {
  const text = `let visits = 0; const kept = [];
export const handler = async () => {
  for (let i = 0; i < 200_000; i++) kept[i % 1000] = String(i);
  return ++visits;
};`;
  const traceOf = async (looks: boolean) => {
    const cloud = await freshCloud();
    for (let run = 0; run < 3; run++) {
      await runFiles(HELLO, [{ path: 'index.mjs', text }], ['{}', '{}'], cloud);
      if (looks) expect(modulesOf((await look(cloud))[0])?.[0]?.values[0]?.name).toBe('visits');
    }
    return cloud.trace;
  };
  expect(await traceOf(true)).toEqual(await traceOf(false));
});

test('a module sees nothing of the line that was added to it', async () => {
  const text = `import * as self from './index.mjs';
export const handler = async () => [
  Object.keys(self), Object.getOwnPropertyNames(globalThis).filter((name) => /^__/.test(name)),
  String(handler).length,
  await import('lambda-workbook:' + 'module-state').then(() => 'imported', ({ message }) => message),
];`;
  const { outcomes } = await modulesAfter([{ path: 'index.mjs', text }]);
  const [keys, globals, , message] = JSON.parse(
    outcomes[0]?.kind === 'returned' ? outcomes[0].payload : '[]',
  );
  expect(keys).toEqual(['handler']);
  expect(globals.filter((name: string) => /keep|state/i.test(name))).toEqual([]);
  expect(message).toMatch(/^Only URLs with a scheme in: file, data, and node/);
});

test('an error of a module names the lines that its author wrote', async () => {
  const text = `const a = 1; // last words\nexport const handler = async () => {\n  null.x;\n};`;
  const { outcomes } = await modulesAfter([{ path: 'index.mjs', text }]);
  expect(outcomes[0]).toMatchObject({
    kind: 'failed',
    failure: { location: { path: 'index.mjs', line: 3 } },
  });
});

test('the program that ran out of its memory or its time has no module state any more', async () => {
  const cloud = await freshCloud();
  await runFiles(
    HELLO,
    [{ path: 'index.mjs', text: 'let n = 1;\nexport const handler = async () => { for (;;); };' }],
    ['{}'],
    cloud,
  );
  const [environment] = await look(cloud);
  expect(environment?.process).toMatchObject({ kind: 'ended', reason: 'timeout' });
});

test('a snapshot tells who set each variable, how much memory was used and that /tmp is empty', async () => {
  const cloud = await freshCloud();
  const settings = { ...HELLO, environment: { TABLE: 'orders', TZ: 'UTC' } };
  const [outcome] = await runFiles(settings, [{ path: 'index.mjs', text: HANDLER }], ['{}'], cloud);
  const [environment] = await look(cloud);
  const setBy = (name: string) => environment?.variables.find((variable) => variable.name === name)?.setBy;
  expect([setBy('TABLE'), setBy('TZ'), setBy('AWS_REGION')]).toEqual(['function', 'function', 'lambda']);
  expect(environment).toMatchObject({
    served: 1,
    memorySizeMB: 128,
    maxMemoryUsedMB: outcome?.kind === 'returned' && outcome.report!.maxMemoryUsedMB,
    tmp: { entries: [], more: 0, used: 0, capacity: 512 * 2 ** 20 },
  });
});
