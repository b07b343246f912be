import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { runHandler } from '../support/simulate.ts';

/**
 * What Node.js 24.21.0 has and 22.23.3 has not: own properties of globals, their prototypes and modules, as a walk over both binaries found
 * them (2026-11-28), by where they are. Left out is what the simulator has of neither, symbols of Node.js's own, and constants.
 */
const NEW_IN_24: Record<string, string> = {
  globalThis: 'AsyncDisposableStack CloseEvent DisposableStack Float16Array SuppressedError URLPattern',
  Promise: 'try',
  RegExp: 'escape',
  Error: 'isError',
  Math: 'f16round',
  'DataView.prototype': 'getFloat16 setFloat16',
  'Iterator.prototype': 'Symbol.dispose',
  'Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype))': 'Symbol.asyncDispose',
  'Blob.prototype': 'textStream',
  "require('fs')": 'Utf8Stream mkdtempDisposableSync',
  "require('fs').promises": 'mkdtempDisposable',
  "require('fs/promises')": 'mkdtempDisposable',
  "require('perf_hooks')": 'eventLoopUtilization timerify',
  "require('stream/consumers')": 'bytes',
  "require('stream/web')": 'ReadableStreamTee',
  "require('url')": 'URLPattern',
  "require('util')": 'convertProcessSignalToExitCode',
};

const questions = Object.entries(NEW_IN_24).flatMap(([owner, names]) =>
  names
    .split(' ')
    .map((name) => `${name.startsWith('Symbol.') ? name : JSON.stringify(name)} in Object(${owner})`),
);

const on22 = async (body: string, top = '') => {
  const code = `${top}import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
export const handler = async () => {\n${body}\n};`;
  const [outcome] = await runHandler(code, [{}], { runtime: 'nodejs22.x' });
  if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload);
};

test('what came with Node.js 24 is not there on nodejs22.x', async () => {
  const found: boolean[] = await on22(`return [${questions.join(',\n')}];`);
  expect(questions.filter((_, i) => found[i])).toEqual([]);
  // The SDK has loaded modules before anybody knows which Node.js it is for.
  const withSdk = await on22(
    `return [${questions.join(',\n')}, S3Client.name];`,
    "import { S3Client } from '@aws-sdk/client-s3';\n",
  );
  expect(questions.filter((_, i) => withSdk[i])).toEqual([]);
  expect(withSdk.at(-1)).toBe('S3Client');
});

test('all of that is in Node.js 24', () => {
  const require = createRequire(import.meta.url);
  const has = (question: string) => new Function('require', `return ${question};`)(require);
  expect(questions.filter((question) => !has(question))).toEqual([]);
});

test('a module of Node.js 22 does not export it', async () => {
  const code = "import { bytes } from 'node:stream/consumers';\nexport const handler = () => bytes;";
  const [outcome] = await runHandler(code, [{}], { runtime: 'nodejs22.x' });
  expect(JSON.stringify(outcome)).toMatch(/does not provide an export named 'bytes'|SyntaxError/);
});

test('nodejs22.x says that it is Node.js 22', async () => {
  const said = await on22(`const { version, versions, release } = process;
return [version, versions.node, versions.v8, versions.modules, release.lts, navigator.userAgent, process.env.AWS_EXECUTION_ENV];`);
  expect(said).toEqual([
    'v22.23.3',
    '22.23.3',
    '12.4.254.21-node.57',
    '127',
    'Jod',
    'Node.js/22',
    'AWS_Lambda_nodejs22.x',
  ]);
});

test('what remains works without it', async () => {
  const tools = await on22(`const { isDeepStrictEqual, inspect } = require('util');
return [isDeepStrictEqual(new Float32Array([1]), new Float32Array([1])), inspect(new Map([[1, new Set('a')]])),
  Buffer.from('aGk=', 'base64').toString('hex'), await new Response('text').text()];`);
  expect(tools).toEqual([true, "Map(1) { 1 => Set(1) { 'a' } }", '6869', 'text']);
});
