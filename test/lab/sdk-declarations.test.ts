import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readDeclarations } from '../../src/lab/sdk-declarations.ts';

const NAME = '@aws-sdk/client-lambda';

test('the types of a client are complete in themselves, and at most 150 kB to load', () => {
  const files = readDeclarations(NAME);
  expect(files[`node_modules/${NAME}/dist-types/commands/InvokeCommand.d.ts`]).toContain(
    'InvokeCommandInput',
  );
  const missing = Object.entries(files).flatMap(([path, text]) =>
    [...text.matchAll(/from "([^"]+)"/g)]
      .map(([, target = '']) => target)
      .filter((target) => {
        if (!target.startsWith('.'))
          return (
            !builtinModules.includes(target.replace(/^node:/, '')) &&
            !files[`node_modules/${target.split('/').slice(0, 2).join('/')}/package.json`]
          );
        const base = posix.join(posix.dirname(path), target.replace(/\.js$/, ''));
        return !files[`${base}.d.ts`] && !files[`${base}/index.d.ts`];
      }),
  );
  expect(missing).toEqual([]);
  expect(gzipSync(JSON.stringify(files)).length).toBeLessThan(150 * 1024);
});

test('an author learns how to get a package that is not there', () =>
  expect(() => readDeclarations('@aws-sdk/client-nowhere')).toThrow(/npm install --save-dev --save-exact/));
