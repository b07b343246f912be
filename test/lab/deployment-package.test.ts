import { unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { buildDeploymentPackage } from '../../src/lab/deployment-package.ts';
import { readDirectory } from '../../src/terminal/zip-directory.ts';

const { TZ } = process.env;

afterEach(() => {
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

test('the same files give the same bytes in every time zone', () => {
  const packages = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kolkata'].map((zone) => {
    process.env.TZ = zone;
    return buildDeploymentPackage([{ path: 'index.mjs', text: 'export const handler = async () => 1;\n' }]);
  });
  for (const other of packages) expect(other).toEqual(packages[0]);
});

test('scripts and layers stay beside the function', () => {
  const text = '1';
  const paths = ['index.mjs', 'scripts/traffic.mjs', 'layers/a/nodejs/b.mjs', 'lib/scripts/c.mjs'];
  const zip = buildDeploymentPackage(paths.map((path) => ({ path, text })));
  expect(Object.keys(unzipSync(zip))).toEqual(['index.mjs', 'lib/scripts/c.mjs']);
});

test('a name with characters beyond ASCII and its text survive', () => {
  const zip = buildDeploymentPackage([{ path: 'texte/größe 日本.json', text: '"é🙂"' }]);
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(['texte/größe 日本.json']);
  expect(new TextDecoder().decode(files['texte/größe 日本.json'])).toBe('"é🙂"');
});

test('what names its interpreter in the first line is packed as a program', () => {
  const zip = buildDeploymentPackage([
    { path: 'bootstrap', text: '#!/bin/bash\n' },
    { path: 'function.sh', text: 'handler() {\n  echo "#!"\n}\n' },
  ]);
  expect(readDirectory(zip).map(({ name, mode }) => [name, (mode & 0o777).toString(8)])).toEqual([
    ['bootstrap', '755'],
    ['function.sh', '644'],
  ]);
});
