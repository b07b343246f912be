import { GetFunctionConfigurationCommand, ListLayerVersionsCommand } from '@aws-sdk/client-lambda';
import type { Check, CheckOutcome } from '../../src/lab/check.ts';

const PASS: CheckOutcome = { kind: 'pass' };
const fail = (expected: string, actual: string): CheckOutcome => ({ kind: 'fail', expected, actual });
const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** As the module has them. */
const NAMES: Record<string, readonly number[]> = {
  black: [0, 0, 0],
  blue: [30, 80, 220],
  green: [30, 160, 60],
  grey: [128, 128, 128],
  orange: [250, 140, 20],
  red: [220, 30, 30],
  white: [255, 255, 255],
  yellow: [250, 230, 40],
};

/** A colour close to the one of this name, which the code cannot have seen before. */
function shadeOf(name: string): string {
  const near = (part: number) => Math.max(0, Math.min(255, part + Math.floor(Math.random() * 21) - 10));
  const parts = (NAMES[name] ?? []).map((part) => near(part).toString(16).padStart(2, '0'));
  return `#${parts.join('')}`;
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'publishes-it',
    step: 2,
    title: 'There is a layer colours for python3.14, and the package has no copy of the module',
    hints: [
      'First a zip, then publish-layer-version, which takes it as fileb:// and its path.',
      'aws lambda list-layer-versions --layer-name colours shows what is published.',
      '--compatible-runtimes python3.14 says for which runtime it is made.',
    ],
    run: async ({ client, files }) => {
      const copy = files.find(({ path }) => !path.startsWith('layers/') && path.endsWith('colours.py'));
      if (copy) return fail('no colours.py in the deployment package', copy.path);
      const { LayerVersions = [] } = await client.send(
        new ListLayerVersionsCommand({ LayerName: 'colours' }),
      );
      return LayerVersions.some(({ CompatibleRuntimes = [] }) => CompatibleRuntimes.includes('python3.14'))
        ? PASS
        : fail(
            'a version of the layer colours, compatible with python3.14',
            show(LayerVersions.map(({ Version, CompatibleRuntimes }) => ({ Version, CompatibleRuntimes }))),
          );
    },
  },
  {
    reads: 'client',
    id: 'attaches-it',
    step: 3,
    title: 'The function has a version of colours',
    hints: [
      'The configuration of a function lists its layers.',
      'aws lambda update-function-configuration --function-name first-layer --layers <LayerVersionArn>',
    ],
    run: async ({ client, functionName: FunctionName }) => {
      const { Layers = [] } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const arns = Layers.map(({ Arn = '' }) => Arn);
      return arns.some((arn) => /:layer:colours:\d+$/.test(arn))
        ? PASS
        : fail('an ARN that ends in :layer:colours: and a number', arns.join(', ') || 'no layer');
    },
  },
  {
    reads: 'client',
    id: 'imports-it',
    step: 4,
    title: 'Names colours that it has not seen before',
    hints: [
      'Run sky and read the log. Which name does Python not find?',
      'unzip -l /tmp/colours.zip shows the paths in the zip. Lambda unpacks them below /opt.',
      'The zip has to hold python/colours.py: make it inside layers/colours, of the folder python.',
    ],
    run: async ({ invoke }) => {
      for (const colour of ['blue', 'orange', 'green', 'white']) {
        const hex = shadeOf(colour);
        const { payload, failure } = await invoke({ hex });
        if (failure) return { kind: 'error', failure };
        if (show(payload) !== show({ colour })) return fail(`${show({ colour })} for ${hex}`, show(payload));
      }
      return PASS;
    },
  },
];
