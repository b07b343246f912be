import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigRequest,
  DeleteFunctionUrlConfigCommand,
  ListFunctionUrlConfigsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { CloudRequest } from '../../src/cloud/http.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const ECHO = 'export const handler = async (event) => event;';
const SIGNED = { authorization: 'AWS4-HMAC-SHA256 Credential=simulated' };

/** A function with a URL, which everybody may call unless `open` says otherwise. */
async function functionWithUrl(
  code: string,
  { open = true, ...input }: Partial<CreateFunctionUrlConfigRequest> & { open?: boolean } = {},
) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  const FunctionName = 'demo';
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
    }),
  );
  await cloud.settled();
  await client.send(new PublishVersionCommand({ FunctionName }));
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  await cloud.settled();
  const { Qualifier } = input;
  const created = await client.send(
    new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE', ...input }),
  );
  const permit = (StatementId: string, Action: string, condition: object) =>
    client.send(
      new AddPermissionCommand({
        FunctionName,
        Qualifier,
        StatementId,
        Action,
        Principal: '*',
        ...condition,
      }),
    );
  if (open) {
    await permit('url', 'lambda:InvokeFunctionUrl', { FunctionUrlAuthType: 'NONE' });
    await permit('invoke', 'lambda:InvokeFunction', { InvokedViaFunctionUrl: true });
  }
  const { host } = new URL(created.FunctionUrl ?? '');
  const fetch = async (method: string, path: string, headers: Record<string, string> = {}, text = '') => {
    const url = new URL(path, `https://${host}`);
    const request: CloudRequest = {
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      queryLists: Object.fromEntries(
        [...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]),
      ),
      headers: { host, ...headers },
      body: strToU8(text),
    };
    const { body, ...response } = await cloud.handle(request);
    return { ...response, text: Buffer.from(body).toString() };
  };
  return { cloud, client, host, fetch, permit };
}

const returning = (value: unknown) => `export const handler = async () => (${JSON.stringify(value)});`;

test('a request becomes an event of payload format 2.0', async () => {
  const { fetch, host } = await functionWithUrl(ECHO);
  const { statusCode, headers, text } = await fetch(
    'POST',
    '/hello?name=Ada&tag=a&tag=b%20c',
    { 'content-type': 'application/json', cookie: 'a=1; b=2', 'user-agent': 'curl/8.10.1' },
    '{"n":1}',
  );
  expect({ statusCode, type: headers['content-type'] }).toEqual({
    statusCode: 200,
    type: 'application/json',
  });
  const event: unknown = JSON.parse(text);
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/hello',
    rawQueryString: 'name=Ada&tag=a&tag=b%20c',
    cookies: ['a=1', 'b=2'],
    headers: { host, 'x-forwarded-proto': 'https', 'content-type': 'application/json' },
    queryStringParameters: { name: 'Ada', tag: 'a,b c' },
    requestContext: {
      domainName: host,
      domainPrefix: host.slice(0, 32),
      http: { method: 'POST', path: '/hello', protocol: 'HTTP/1.1', userAgent: 'curl/8.10.1' },
      requestId: headers['x-amzn-requestid'],
      stage: '$default',
      time: expect.stringMatching(/^23\/Nov\/2026:10:40:\d\d \+0000$/),
    },
    body: '{"n":1}',
    isBase64Encoded: false,
  });
  const form = await fetch('POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1');
  expect(JSON.parse(form.text)).toMatchObject({ body: 'YT0x', isBase64Encoded: true });
});

test.each([
  [{ hello: 'world' }, '{"hello":"world"}'],
  [['hello', 3, true], '["hello",3,true]'],
  ['hello', 'hello'],
  [3, '3'],
  [3.1, '3.1'],
  [true, 'true'],
  [{ statusCode: 200, body: 'body123' }, 'body123'],
])('a handler that returns %j makes 200 and JSON', async (value, text) => {
  const { fetch } = await functionWithUrl(returning(value));
  expect(await fetch('GET', '/')).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    text,
  });
});

test('a handler sets status, headers, cookies and a body of bytes', async () => {
  const answer = {
    statusCode: 201,
    headers: { 'Content-Type': 'text/plain', 'X-Count': 2 },
    cookies: ['a=1; Secure', 'b=2'],
    body: btoa('hi'),
    isBase64Encoded: true,
  };
  const { fetch } = await functionWithUrl(returning(answer));
  expect(await fetch('GET', '/')).toMatchObject({
    statusCode: 201,
    headers: { 'content-type': 'text/plain', 'x-count': '2' },
    cookies: ['a=1; Secure', 'b=2'],
    text: 'hi',
  });
});

test('a function that fails, or answers with no status there is, makes 502', async () => {
  for (const code of [
    "export const handler = async () => { throw new Error('x'); };",
    returning({ statusCode: 42 }),
  ]) {
    const { fetch } = await functionWithUrl(code);
    expect(await fetch('GET', '/')).toMatchObject({ statusCode: 502, text: 'Internal Server Error' });
  }
});

test('without a signature a URL needs both permissions, and one of type AWS_IAM the signature', async () => {
  const refused = {
    statusCode: 403,
    headers: { 'x-amzn-errortype': 'AccessDeniedException' },
    text: expect.stringContaining('{"Message":"Forbidden. For troubleshooting Function URL authorization'),
  };
  const { fetch, permit } = await functionWithUrl(ECHO, { open: false });
  expect(await fetch('GET', '/')).toMatchObject(refused);
  await permit('url', 'lambda:InvokeFunctionUrl', { FunctionUrlAuthType: 'NONE' });
  await permit('other', 'lambda:InvokeFunction', { SourceAccount: '111122223333' });
  expect(await fetch('GET', '/')).toMatchObject(refused);
  await permit('invoke', 'lambda:InvokeFunction', { InvokedViaFunctionUrl: true });
  expect(await fetch('GET', '/')).toMatchObject({ statusCode: 200 });

  const iam = await functionWithUrl(ECHO, { AuthType: 'AWS_IAM' });
  expect(await iam.fetch('GET', '/')).toMatchObject(refused);
  expect(await iam.fetch('GET', '/', SIGNED)).toMatchObject({ statusCode: 200 });
});

test('a URL is of an alias or of the function, and one that is gone is nobody’s', async () => {
  const { fetch, client } = await functionWithUrl(
    'export const handler = async (event, { invokedFunctionArn }) => invokedFunctionArn.split(":").at(-1);',
    { Qualifier: 'live' },
  );
  expect((await fetch('GET', '/')).text).toBe('live');
  await client.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'demo', AuthType: 'NONE' }));
  const list = () => client.send(new ListFunctionUrlConfigsCommand({ FunctionName: 'demo' }));
  expect((await list()).FunctionUrlConfigs?.map(({ FunctionArn }) => FunctionArn)).toEqual([
    'arn:aws:lambda:us-east-1:111122223333:function:demo:live',
    'arn:aws:lambda:us-east-1:111122223333:function:demo',
  ]);
  await client.send(new DeleteFunctionUrlConfigCommand({ FunctionName: 'demo', Qualifier: 'live' }));
  expect(await fetch('GET', '/')).toMatchObject({ statusCode: 403, text: '{"Message":null}' });
});

test('CORS is Lambda’s own answer: to a preflight without the function, and on top of what the function says', async () => {
  const Cors = {
    AllowOrigins: ['https://a.example'],
    AllowMethods: ['GET'],
    AllowHeaders: ['x-name'],
    ExposeHeaders: ['x-count'],
    AllowCredentials: true,
    MaxAge: 60,
  };
  const { fetch, cloud } = await functionWithUrl(
    returning({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } }),
    { Cors },
  );
  const asked = { origin: 'https://a.example', 'access-control-request-method': 'GET' };
  expect(await fetch('OPTIONS', '/', asked)).toMatchObject({
    statusCode: 200,
    headers: {
      'access-control-allow-origin': 'https://a.example',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'x-name',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '60',
      vary: 'Origin',
    },
  });
  expect(cloud.trace.some(({ type }) => type === 'environment')).toBe(false);
  const other = await fetch('OPTIONS', '/', { ...asked, origin: 'https://b.example' });
  expect(other.headers).toEqual({});
  const { headers } = await fetch('GET', '/', { origin: 'https://a.example' });
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://a.example',
    'access-control-expose-headers': 'x-count',
  });
});

test('a URL that streams sends what was written, behind the status and headers it began with', async () => {
  const code = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
    const out = event.rawPath === '/plain' ? stream : awslambda.HttpResponseStream.from(stream, {
      statusCode: 201, headers: { 'content-type': 'text/html' }, cookies: ['a=1'] });
    out.write('<p>');
    out.end('hi');
  });`;
  const { fetch } = await functionWithUrl(code, { InvokeMode: 'RESPONSE_STREAM' });
  expect(await fetch('GET', '/')).toMatchObject({
    statusCode: 201,
    headers: { 'content-type': 'text/html' },
    cookies: ['a=1'],
    text: '<p>hi',
  });
  expect(await fetch('GET', '/plain')).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'application/octet-stream' },
    text: '<p>hi',
  });
});

test('a function that may not run once more makes 429', async () => {
  const { fetch, client } = await functionWithUrl(ECHO);
  await client.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'demo', ReservedConcurrentExecutions: 0 }),
  );
  expect(await fetch('GET', '/')).toMatchObject({
    statusCode: 429,
    headers: { 'x-amzn-errortype': 'TooManyRequestsException' },
  });
});
