import { beforeAll, describe, expect, test } from 'vitest';
import { createAwsCommand } from '../../../src/terminal/aws/aws.ts';
import { createAwsCompletion } from '../../../src/terminal/aws/complete.ts';
import { kebab, OPERATIONS } from '../../../src/terminal/aws/model.ts';
import { freshCloud, targetOn } from '../../support/simulate.ts';
import { file, openTerminal } from '../terminal.ts';

const CODE =
  'export const handler = async (event, context) => ({ name: event.name, version: context.functionVersion });';
const CREATE =
  'zip -q function.zip index.mjs && aws lambda create-function --function-name hello --runtime nodejs24.x ' +
  '--handler index.handler --role arn:aws:iam::111122223333:role/workbook-lab --zip-file fileb://function.zip';

async function openAccount(...lines: string[]) {
  const target = targetOn(await freshCloud());
  const aws = createAwsCommand(target.client, () => target.functionReady('hello'));
  const terminal = openTerminal([file('index.mjs', CODE), file('event.json', '{"name":"Ada"}')], aws);
  for (const line of lines) expect(await terminal.run(line)).toMatchObject({ stderr: '', exitCode: 0 });
  return { ...terminal, target };
}

let account: Awaited<ReturnType<typeof openAccount>>;
const WAIT = 'aws lambda wait function-active-v2 --function-name hello';
beforeAll(async () => {
  account = await openAccount(CREATE, WAIT);
});
const run = (line: string) => account.run(`aws lambda ${line}`);
const asked = async (line: string) => JSON.parse((await run(line)).stdout);

test.each([
  ['GetFunctionUrlConfig', 'get-function-url-config'],
  ['KMSKeyArn', 'kms-key-arn'],
  ['S3ObjectVersion', 's3-object-version'],
  ['FunctionActiveV2', 'function-active-v2'],
  ['PrincipalOrgID', 'principal-org-id'],
  ['UUID', 'uuid'],
])('%s is %s', (name, command) => {
  expect(kebab(name)).toBe(command);
});

test('every operation of the SDK is a command, but for the one that answers with a stream of events', () => {
  expect(OPERATIONS.has('invoke-with-response-stream')).toBe(false);
  expect(OPERATIONS.size).toBeGreaterThan(70);
  for (const operation of ['create-function', 'publish-layer-version', 'put-function-event-invoke-config'])
    expect(OPERATIONS.has(operation)).toBe(true);
});

describe('what is typed becomes the request', () => {
  const configure = (options: string) =>
    asked(`update-function-configuration --function-name hello ${options}`);

  test.each([
    ['--timeout 10 --memory-size=512', { Timeout: 10, MemorySize: 512 }],
    [
      `--environment 'Variables={STAGE=dev,GREETING=two words}'`,
      { Environment: { Variables: { STAGE: 'dev', GREETING: 'two words' } } },
    ],
    [`--environment '{"Variables":{"STAGE":"a,b={}"}}'`, { Environment: { Variables: { STAGE: 'a,b={}' } } }],
    ['--tracing-config Mode=Active', { TracingConfig: { Mode: 'Active' } }],
    ['--ephemeral-storage Size=1024', { EphemeralStorage: { Size: 1024 } }],
    ['--description file://event.json', { Description: '{"name":"Ada"}' }],
    [`--description ''`, { Description: '' }],
  ])('%s', async (options, expected) => {
    expect(await configure(options)).toMatchObject(expected);
    await account.run(WAIT.replace('active', 'updated'));
  });

  test('flags have a --no- of their own', async () => {
    const line = 'update-function-code --function-name hello --zip-file fileb://function.zip';
    expect(await asked(`${line} --publish --dry-run`)).toMatchObject({ FunctionName: 'hello' });
    expect(await asked(`${line} --no-publish`)).toMatchObject({ Version: '$LATEST' });
    await account.run(WAIT.replace('active', 'updated'));
  });

  test('a list takes several words, a map pairs', async () => {
    const arn = 'arn:aws:lambda:us-east-1:111122223333:function:hello';
    await run(`tag-resource --resource ${arn} --tags team=blue,stage=dev`);
    await run(`untag-resource --resource ${arn} --tag-keys team nothing`);
    expect(await asked(`list-tags --resource ${arn}`)).toEqual({ Tags: { stage: 'dev' } });
  });

  test('--cli-input-json is the whole input, and options go before it', async () => {
    const skeleton = `--cli-input-json '{"FunctionName":"hello","Timeout":7,"MemorySize":200}' --timeout 8`;
    expect(await asked(`update-function-configuration ${skeleton}`)).toMatchObject({
      Timeout: 8,
      MemorySize: 200,
    });
    await account.run(WAIT.replace('active', 'updated'));
  });

  test('--generate-cli-skeleton prints every member and sends nothing', async () => {
    expect(await asked('put-function-concurrency --generate-cli-skeleton')).toEqual({
      FunctionName: '',
      ReservedConcurrentExecutions: 0,
    });
  });
});

describe('invoke', () => {
  test.each([
    ['--payload eyJuYW1lIjoiQWRhIn0='],
    ['--payload fileb://event.json'],
    [`--cli-binary-format raw-in-base64-out --payload '{"name":"Ada"}'`],
    ['--cli-binary-format raw-in-base64-out --payload file://event.json'],
  ])('%s', async (payload) => {
    expect(await run(`invoke --function-name hello ${payload} out.json`)).toEqual({
      stdout: '{\n    "StatusCode": 200,\n    "ExecutedVersion": "$LATEST"\n}\n',
      stderr: '',
      exitCode: 0,
    });
    expect(await account.read('out.json')).toBe('{"name":"Ada","version":"$LATEST"}');
  });

  test('what is no base64 is refused with what to do', async () => {
    const { stderr, exitCode } = await run(
      `invoke --function-name hello --payload '{"name":"Ada"}' out.json`,
    );
    expect(stderr).toContain('\nInvalid base64: "{"name":"Ada"}"\n');
    expect(stderr).toContain('--cli-binary-format raw-in-base64-out');
    expect(exitCode).toBe(252);
  });

  test('the log comes out of a pipe', async () => {
    const line =
      'invoke --function-name hello --log-type Tail --query LogResult --output text out.json | base64 -d';
    expect((await run(line)).stdout).toMatch(/^START RequestId: .*\nEND RequestId: .*\nREPORT RequestId: /);
  });

  test('/dev/stdout shows the payload, /dev/null drops it', async () => {
    expect((await run('invoke --function-name hello /dev/stdout')).stdout).toMatch(
      /^\{"version":"\$LATEST"\}\{\n/,
    );
    expect((await run('invoke --function-name hello /dev/null')).exitCode).toBe(0);
  });
});

test('a version number goes from one command into a variable and into the next', async () => {
  const { run, read } = await openAccount(CREATE, WAIT);
  const lines = [
    'V=$(aws lambda publish-version --function-name hello --query Version --output text)',
    'aws lambda create-alias --function-name hello --name live --function-version $V > alias.json',
    'jq -r .FunctionVersion alias.json',
    'aws lambda update-function-configuration --function-name hello --timeout 9 --query Timeout',
    'aws lambda wait function-updated-v2 --function-name hello',
    'W=$(aws lambda publish-version --function-name hello --query Version --output text)',
    'aws lambda update-alias --function-name hello --name live --routing-config AdditionalVersionWeights={$W=0.1} --query RoutingConfig',
    'aws lambda get-alias --function-name hello --name live --query [Name,FunctionVersion] --output text',
  ];
  const printed = [];
  for (const line of lines) printed.push((await run(line)).stdout);
  expect(printed.join('')).toBe(
    '1\n9\n{\n    "AdditionalVersionWeights": {\n        "2": 0.1\n    }\n}\nlive\t1\n',
  );
  expect(JSON.parse((await read('alias.json')) ?? '')).toMatchObject({ Name: 'live', FunctionVersion: '1' });
});

test('lists come whole, or in parts that a token joins', async () => {
  const { run } = await openAccount(CREATE, WAIT);
  for (const timeout of [4, 5, 6])
    await run(
      `aws lambda update-function-configuration --function-name hello --timeout ${timeout} > x; ${WAIT.replace('active', 'updated')}; aws lambda publish-version --function-name hello > x`,
    );
  const list = 'aws lambda list-versions-by-function --function-name hello';
  const versions = `--query 'Versions[].Version' --output text`;
  expect((await run(`${list} --page-size 1 ${versions}`)).stdout).toBe('$LATEST\t1\t2\t3\n');
  const first = JSON.parse((await run(`${list} --max-items 3`)).stdout);
  expect(first.Versions).toHaveLength(3);
  expect((await run(`${list} --starting-token ${first.NextToken} ${versions}`)).stdout).toBe('3\n');
  expect((await run(`${list} --page-size 2 --max-items 2 --query NextToken`)).stdout).toMatch(/^"[\w=]+"\n$/);
  expect(JSON.parse((await run(`${list} --no-paginate`)).stdout).Versions).toHaveLength(4);
});

describe('what is wrong is said as the CLI says it', () => {
  test.each([
    [
      'get-function --function-name none',
      254,
      '\nAn error occurred (ResourceNotFoundException) when calling the GetFunction operation: Function not found: arn:aws:lambda:us-east-1:111122223333:function:none\n',
    ],
    ['get-function', 252, 'aws: error: the following arguments are required: --function-name\n'],
    ['invoke --function-name hello', 252, 'aws: error: the following arguments are required: outfile\n'],
    [
      'get-functon',
      252,
      `aws: error: argument operation: Found invalid choice 'get-functon'\n\nMaybe you meant:\n\n  * get-function\n`,
    ],
    [
      'get-function --functon-name x',
      252,
      'Unknown options: --functon-name, x\n\nMaybe you meant:\n\n  * --function-name\n',
    ],
    ['get-function --function-name', 252, 'aws: error: argument --function-name: expected one argument\n'],
    ['get-function --function-name hello --output xml', 252, `argument --output: Found invalid choice 'xml'`],
    ['get-function --function-name hello --query [', 252, 'Bad value for --query [: '],
    [
      'update-function-configuration --function-name hello --timeout soon',
      255,
      `\ninvalid literal for int() with base 10: 'soon'\n`,
    ],
    [
      `update-function-configuration --function-name hello --environment '{"Vars":{}}'`,
      252,
      '\nParameter validation failed:\nUnknown parameter in Environment: "Vars", must be one of: Variables\n',
    ],
    [
      `update-function-configuration --function-name hello --environment '{"Variables":{"A":1}}'`,
      252,
      `Invalid type for parameter Environment.Variables.A, value: 1, type: <class 'int'>, valid types: <class 'str'>\n`,
    ],
    [
      `update-function-configuration --function-name hello --environment '{"Variables"'`,
      252,
      `\nError parsing parameter '--environment': Invalid JSON: `,
    ],
    [
      'update-function-configuration --function-name hello --environment Variables',
      252,
      `\nError parsing parameter '--environment': Expected: '=', received: 'EOF' for input:\nVariables\n         ^\n`,
    ],
    [
      'create-function --function-name x --role y',
      252,
      '\nParameter validation failed:\nMissing required parameter in input: "Code"\n',
    ],
    [
      'update-function-code --function-name hello --zip-file function.zip',
      252,
      '\nError: --zip-file must be a zip file with the fileb:// prefix.\n',
    ],
    [
      'invoke --function-name hello --payload fileb://none.json out.json',
      252,
      `\nError parsing parameter '--payload': Unable to load paramfile fileb://none.json: [Errno 2] No such file or directory: 'none.json'\n`,
    ],
    [
      'wait function-active-v2 --function-name none',
      255,
      '\nWaiter FunctionActiveV2 failed: An error occurred (ResourceNotFoundException)',
    ],
    ['wait function-activ', 252, 'function-active'],
    ['list-functions --max-items many', 255, 'invalid literal for int()'],
    ['list-functions --starting-token x', 252, 'Bad starting token: x'],
  ])('%s', async (line, exitCode, stderr) => {
    const result = await run(line);
    expect(result.stderr).toContain(stderr);
    expect({ ...result, stderr: '' }).toEqual({ stdout: '', stderr: '', exitCode });
  });

  test.each(['s3 ls', 'sts get-caller-identity', 'configure', 'iam list-roles'])('aws %s', async (line) => {
    const { stderr, exitCode } = await account.run(`aws ${line}`);
    expect(stderr).toMatch(/Lambda only|no credentials are needed/);
    expect(exitCode).toBe(252);
  });

  test('what has no effect is noted, and the command done', async () => {
    const { stdout, stderr } = await run(
      'list-functions --no-cli-pager --region eu-central-1 --endpoint-url http://x --query "length(Functions)"',
    );
    expect(stdout).toBe('1\n');
    expect(stderr).toBe(
      'aws: --endpoint-url has no effect: the simulated account is in us-east-1.\naws: --region has no effect: the simulated account is in us-east-1.\n',
    );
  });
});

test('configure set keeps the binary format and the output for the commands after it', async () => {
  const { run } = await openAccount(
    CREATE,
    WAIT,
    'aws configure set cli-binary-format raw-in-base64-out; aws configure set output text',
  );
  expect(
    (await run(`aws lambda invoke --function-name hello --payload '{"name":"x"}' /dev/stdout`)).stdout,
  ).toBe('{"name":"x","version":"$LATEST"}$LATEST\t200\n');
  expect((await run('aws configure get output')).stdout).toBe('text\n');
});

describe('help', () => {
  test('lists the operations', async () => {
    expect((await run('help')).stdout).toContain('       o create-function\n');
    expect((await run('wait help')).stdout).toContain('       o function-active-v2\n');
    expect((await account.run('aws help')).stdout).toContain('aws lambda help');
  });

  test('lists what an operation takes, with types, choices and what it cannot do without', async () => {
    const { stdout } = await run('create-function help');
    expect(stdout).toContain('SYNOPSIS\n         create-function\n       --function-name <value>\n');
    expect(stdout).toContain('       [--publish | --no-publish]\n');
    expect(stdout).toContain('       --function-name (string) [required]\n');
    expect(stdout).toMatch(/--runtime \(string\)\n {10}Possible values: .*nodejs24\.x/);
    expect(stdout).toContain('Shorthand: Variables={KeyName1=string,KeyName2=string}\n');
    expect(stdout).toContain('       --zip-file (blob)\n          From a file: fileb://path\n');
    expect((await run('invoke help')).stdout).toContain('       <outfile>\n');
    expect((await run('list-functions help')).stdout).not.toContain('--marker');
  });
});

test.each([
  [['lam'], ['lambda']],
  [['lambda', 'get-function-u'], ['get-function-url-config']],
  [
    ['lambda', 'wait', 'function-active'],
    ['function-active', 'function-active-v2'],
  ],
  [['lambda', 'get-function', '--fu'], ['--function-name']],
  [
    ['lambda', 'wait', 'function-exists', '--q'],
    ['--qualifier', '--query'],
  ],
  [['lambda', 'get-function', '--function-name', 'he'], ['hello']],
  [
    ['lambda', 'invoke', '--log-type', ''],
    ['None', 'Tail'],
  ],
  [
    ['lambda', 'invoke', '--output', 't'],
    ['text', 'table'],
  ],
  [['lambda', 'invoke', '--payload', 'fileb://'], []],
  [['s3', 'l'], []],
])('%j completes to %j', async (words, expected) => {
  expect(await createAwsCompletion(account.target.client)(words)).toEqual(expected);
});
