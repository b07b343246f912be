import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deployedFiles } from '../../src/lab/deployment-package.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { samProject } from '../../src/lab/sam-project.ts';
import { logicalId, samTemplate } from '../../src/lab/sam-template.ts';
import { SCRATCH } from '../../src/lab/scratch.ts';

const lab: Lab = { ...SCRATCH, slug: 'hello-event', starter: [], events: [], solution: 'always' };
const GET_ATT = { tag: '!GetAtt', resolve: (text: string) => ({ 'Fn::GetAtt': text.split('.') }) };
const read = (yaml: string) => parse(yaml, { customTags: [GET_ATT] });

test('the template has all that SAM asks of a function, with the settings of the lab', () => {
  const project = samProject({ ...lab, memorySize: 512, timeout: 7 }, [], []);
  const template = read(project.find(({ path }) => path === 'template.yaml')?.text ?? '');
  expect(template).toEqual({
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Description: 'Scratch',
    Resources: {
      HelloEventFunction: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          CodeUri: 'src/',
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          MemorySize: 512,
          Timeout: 7,
          Architectures: ['x86_64'],
        },
      },
    },
    Outputs: {
      HelloEventFunctionArn: {
        Description: 'ARN of the function',
        Value: { 'Fn::GetAtt': ['HelloEventFunction', 'Arn'] },
      },
    },
  });
});

test('a function with an alias is deployed as a canary', () => {
  const account = { layers: [], versions: [{ description: 'a' }], aliases: [{ name: 'live', version: 1 }] };
  const { Properties } = read(samTemplate('x', 'X', { ...SCRATCH, account })).Resources.XFunction;
  expect(Properties).toMatchObject({
    AutoPublishAlias: 'live',
    DeploymentPreference: { Type: 'Canary10Percent5Minutes' },
  });
});

test('a function in Python is named so, and nothing is said of npm', () => {
  const python = { ...lab, runtime: 'python3.14', handler: 'lambda_function.lambda_handler' } as const;
  const project = samProject(python, [{ path: 'lambda_function.py', text: 'x = 1' }], []);
  const [readme, template, code] = project;
  expect(read(template!.text).Resources.HelloEventFunction.Properties).toMatchObject({
    Runtime: 'python3.14',
    Handler: 'lambda_function.lambda_handler',
  });
  expect(code).toEqual({ path: 'src/lambda_function.py', text: 'x = 1' });
  expect(readme!.text).toContain('requirements.txt');
  expect(readme!.text).not.toMatch(/npm|JavaScript/);
});

describe.each(['1.1', '1.2'] as const)('as YAML %s', (version) => {
  test.each([
    ['a number', '010'],
    ['a yes', 'yes'],
    ['quotes and backslashes', `"it's" \\n`],
    ['a colon and a hash', 'a: b # c'],
    ['lines', 'one\ntwo\r\n\tthree'],
    ['what does not print', '\u0000\u0085\u2028\ufeff\u009f'],
    ['other scripts', 'größe 日本 🙂'],
    ['an anchor, an alias and a tag', '&a *a !b'],
    ['nothing', ''],
  ])('a variable with %s survives', (_, value) => {
    const yaml = samTemplate('x', value, { ...SCRATCH, environment: { NAME: value, 'odd name: #': 'x' } });
    const template = parse(yaml, { version, customTags: [GET_ATT] });
    expect(template.Description).toBe(value);
    expect(template.Resources.XFunction.Properties.Environment.Variables).toEqual({
      NAME: value,
      'odd name: #': 'x',
    });
  });
});

test('a logical ID has letters and digits only', () => {
  expect(logicalId('mind-the-deadline')).toBe('MindTheDeadlineFunction');
  expect(logicalId('3-x--y')).toMatch(/^[A-Za-z0-9]+$/);
});

test('package.json lies beside the code, so that its type means what it means in the deployment package', () => {
  const files = [
    { path: 'package.json', text: '{ "type": "module" }' },
    { path: 'index.js', text: 'export const handler = async () => 1;' },
    { path: 'lib/words.mts', text: 'export const word: string = "a";' },
  ];
  const src = samProject(lab, files, [])
    .filter(({ path }) => path.startsWith('src/'))
    .map(({ path, text }) => ({ path: path.slice('src/'.length), text }));
  expect(src).toEqual(deployedFiles(files));
  expect(src.map(({ path }) => path)).toEqual(['package.json', 'index.js', 'lib/words.mjs']);
});

test('what stays beside the function lies beside its code', () => {
  const script = { path: 'scripts/traffic.sh', text: 'aws lambda list-functions' };
  const project = samProject(lab, [{ path: 'index.mjs', text: '1' }, script], []);
  expect(project.map(({ path }) => path)).toEqual([
    'README.md',
    'template.yaml',
    'src/index.mjs',
    'scripts/traffic.sh',
  ]);
});

test('every event has a file of its own, whatever it is called, and the README invokes with the first', () => {
  const project = samProject(
    lab,
    [],
    [
      { name: 'with name', text: '{"a":1}' },
      { name: 'With/Name', text: '2' },
      { name: '../..', text: '3' },
    ],
  );
  const events = project.filter(({ path }) => path.startsWith('events/'));
  expect(events).toEqual([
    { path: 'events/with-name.json', text: '{"a":1}' },
    { path: 'events/With-Name-2.json', text: '2' },
    { path: 'events/event.json', text: '3' },
  ]);
  const { text = '' } = project.find(({ path }) => path === 'README.md') ?? {};
  expect(text).toContain('sam local invoke HelloEventFunction --event events/with-name.json');
  expect(text).toContain('sam deploy --guided');
});
