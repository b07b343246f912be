import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const guest = fileURLToPath(new URL('../src/cloud/runtimes/nodejs/guest/sdk', import.meta.url));

/** What the SDK asks of the network and of the machine that it runs on goes through the guest's door. */
const ALIASES = {
  '@aws-sdk/credential-provider-node': join(guest, 'credentials.ts'),
  'node:http': join(guest, 'http.ts'),
  'node:https': join(guest, 'http.ts'),
  'node:http2': join(guest, 'http.ts'),
};

/** A package of the SDK as a function of `require`, `exports` and `door`; its licence (Apache-2.0) goes where the code goes. */
export async function nodejsSdk(name) {
  const home = fileURLToPath(new URL('.', import.meta.resolve(`${name}/package.json`)));
  const bundle = await rolldown({
    input: join(home, 'dist-es/index.js'),
    platform: 'node',
    logLevel: 'silent',
    resolve: { alias: ALIASES, conditionNames: ['module', 'import'], mainFields: ['module', 'main'] },
  });
  const { output } = await bundle.generate({
    format: 'cjs',
    codeSplitting: false,
    keepNames: true,
    minify: { compress: true, mangle: { keepNames: true } },
  });
  await bundle.close();
  const licence = readFileSync(join(home, 'LICENSE'), 'utf8');
  return `(function(require,exports,door){/*\n${licence}*/${output[0].code}\n})`;
}
