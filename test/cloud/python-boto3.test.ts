import { beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { toText } from '../../src/cloud/http.ts';
import { runPython } from '../support/python.ts';
import { failureOf, handler, linesOf, one, payloadOf } from '../support/python-outcomes.ts';
import { freshCloud } from '../support/simulate.ts';

beforeAll(() => one(handler('return 1')));

const HEAD = `
import boto3, io, json, os, time
from botocore.exceptions import BotoCoreError, ClientError
s3 = boto3.client("s3")
s3.create_bucket(Bucket="notes")

def attempt(way):
    try:
        return way()
    except Exception as error:
        return [type(error).__name__, str(error)]
`;

/** What the body returns, with a client `s3` and an empty bucket `notes`. */
const returned = async (body: string, settings = {}) =>
  payloadOf(await one(handler(body, HEAD), [{}], { timeout: 30, ...settings }));

const attempts = (...ways: string[]) =>
  returned(`return [${ways.map((way) => `attempt(lambda: ${way})`).join(',\n')}]`);

async function keysOf(cloud: Cloud, bucket: string): Promise<string[]> {
  const { body } = await cloud.handle({
    method: 'GET',
    path: `/${bucket}`,
    query: { 'list-type': '2' },
    queryLists: {},
    headers: { host: 's3.us-east-1.amazonaws.com', authorization: 'AWS4-HMAC-SHA256' },
    body: new Uint8Array(),
  });
  return [...toText(body).matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key!);
}

test('what a handler puts it gets back, with what boto3 says of it', async () => {
  const [put, got, text] = await returned(`key = "a/ü &+.json"
put = s3.put_object(Bucket="notes", Key=key, Body=json.dumps({"n": 1}), ContentType="application/json", Metadata={"By": "me"})
got = s3.get_object(Bucket="notes", Key=key)
body = got.pop("Body")
got["LastModified"] = got["LastModified"].isoformat()
return [put, got, [json.load(body), body.read().decode()]]`);
  const ETag = '"96d730b7a405ed0e9cb1068b43e06fe4"';
  expect(put).toMatchObject({
    ETag,
    ChecksumCRC32: expect.stringMatching(/^.{8}$/),
    ChecksumType: 'FULL_OBJECT',
  });
  expect(got).toMatchObject({
    ETag,
    ContentLength: 8,
    ContentType: 'application/json',
    LastModified: expect.stringMatching(/^2026-11-23T10:40:0\d\+00:00$/),
    Metadata: { by: 'me' },
    ResponseMetadata: {
      HTTPStatusCode: 200,
      RetryAttempts: 0,
      RequestId: expect.stringMatching(/^[0-9A-F]{16}$/),
    },
  });
  expect(text).toEqual([{ n: 1 }, '']);
});

test('bytes of every value survive, and a body is read in parts, in lines and as a file', async () => {
  expect(
    await returned(`every = bytes(range(256)) * 300
s3.put_object(Bucket="notes", Key="b", Body=io.BytesIO(every))
get = lambda **more: s3.get_object(Bucket="notes", Key="b", **more)["Body"]
same = [get().read() == every, b"".join(get().iter_chunks()) == every, len(list(get())) == 75]
s3.put_object(Bucket="notes", Key="b", Body="one\\ntwo")
return [same, [line.decode() for line in get().iter_lines()], get(Range="bytes=0-2").read().decode()]`),
  ).toEqual([[true, true, true], ['one', 'two'], 'one']);
});

test('a list is a dict as boto3 gives it, and a paginator goes through it', async () => {
  expect(
    await returned(`for key in ["b", "a/1", "a/2", "c d"]: s3.put_object(Bucket="notes", Key=key, Body="xy")
page = s3.list_objects_v2(Bucket="notes", Delimiter="/")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket="notes", MaxKeys=3)
empty = s3.list_objects_v2(Bucket="notes", Prefix="z")
return [[[o["Key"], o["Size"]] for o in page["Contents"]], page["CommonPrefixes"], page["KeyCount"], page["IsTruncated"],
        [[o["Key"] for o in p["Contents"]] for p in pages], "Contents" in empty, [b["Name"] for b in s3.list_buckets()["Buckets"]]]`),
  ).toEqual([
    [
      ['b', 2],
      ['c d', 2],
    ],
    [{ Prefix: 'a/' }],
    3,
    false,
    [['a/1', 'a/2', 'b'], ['c d']],
    false,
    ['notes'],
  ]);
});

test('files go up and down', async () => {
  expect(
    await returned(`open("/tmp/up", "w").write("hello")
s3.upload_file("/tmp/up", "notes", "up", ExtraArgs={"ContentType": "text/css"})
s3.download_file("notes", "up", "/tmp/down")
into = io.BytesIO()
s3.download_fileobj("notes", "up", into)
return [open("/tmp/down").read(), into.getvalue().decode(), s3.head_object(Bucket="notes", Key="up")["ContentType"],
        attempt(lambda: s3.download_file("notes", "none", "/tmp/none")), os.path.exists("/tmp/none"),
        attempt(lambda: s3.upload_file("/tmp/up", "nowhere", "up"))]`),
  ).toEqual([
    'hello',
    'hello',
    'text/css',
    ['ClientError', 'An error occurred (404) when calling the HeadObject operation: Not Found'],
    false,
    [
      'S3UploadFailedError',
      'Failed to upload /tmp/up to nowhere/up: An error occurred (NoSuchBucket) when calling the PutObject operation: The specified bucket does not exist',
    ],
  ]);
});

test('an error of S3 can be caught by its class, and told by its code', async () => {
  const message =
    'An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.';
  expect(
    await returned(`try:
    s3.get_object(Bucket="notes", Key="none")
except s3.exceptions.NoSuchKey as error:
    known = [isinstance(error, ClientError), str(error), error.response["Error"], error.operation_name]
try:
    s3.delete_bucket(Bucket="nowhere")
except ClientError as error:
    return [*known, error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]]`),
  ).toEqual([
    true,
    message,
    { Code: 'NoSuchKey', Message: 'The specified key does not exist.', Key: 'none' },
    'GetObject',
    'NoSuchBucket',
    404,
  ]);
  const failure = failureOf(await one(handler('s3.get_object(Bucket="notes", Key="none")', HEAD)));
  expect(failure).toMatchObject({ errorType: 'NoSuchKey', errorMessage: message });
});

// What boto3 1.43 itself answers to the same calls.
test('a call that boto3 refuses by itself is refused in its words', async () => {
  const invalid = (report: string) => ['ParamValidationError', `Parameter validation failed:\n${report}`];
  const [missing, both, type, empty, bucket, ascii, header, positional, misspelled] = await attempts(
    's3.put_object(Bucket="notes")',
    's3.get_object(Buket="notes", Key="k")',
    's3.list_objects_v2(Bucket="notes", MaxKeys="1")',
    's3.get_object(Bucket="notes", Key="")',
    's3.get_object(Bucket="no tes", Key="k")',
    's3.put_object(Bucket="notes", Key="k", Metadata={"a": "ü"})',
    's3.put_object(Bucket="notes", Key="k", Metadata={"a": "b\\r\\nx-amz-acl: public-read"})',
    's3.get_object("notes", "k")',
    's3.get_objct(Bucket="notes")',
  );
  expect(missing).toEqual(invalid('Missing required parameter in input: "Key"'));
  expect(both[1]).toMatch(
    /^Parameter validation failed:\nMissing required parameter in input: "Bucket"\nUnknown parameter in input: "Buket", must be one of: Bucket, /,
  );
  expect(type).toEqual(
    invalid("Invalid type for parameter MaxKeys, value: 1, type: <class 'str'>, valid types: <class 'int'>"),
  );
  expect(empty).toEqual(invalid('Invalid length for parameter Key, value: 0, valid min length: 1'));
  expect(bucket[1]).toContain('Invalid bucket name "no tes": Bucket name must match the regex');
  expect(ascii[1]).toContain('S3 metadata can only contain ASCII characters.');
  expect(header).toEqual([
    'HTTPClientError',
    "An HTTP Client raised an unhandled exception: Invalid header value b'b\\r\\nx-amz-acl: public-read'",
  ]);
  expect(positional).toEqual(['TypeError', 'get_object() only accepts keyword arguments.']);
  expect(misspelled).toEqual(['AttributeError', "'S3' object has no attribute 'get_objct'"]);
});

test('what boto3 has and the simulator has not says so', async () => {
  for (const [, message] of await attempts(
    'boto3.client("dynamodb")',
    'boto3.resource("s3")',
    's3.copy_object(Bucket="notes")',
    's3.generate_presigned_url("get_object")',
    's3.get_paginator("list_parts")',
    's3.put_object(Bucket="notes", Key="k", ACL="private")',
    '__import__("boto3.dynamodb.conditions")',
    '__import__("botocore.auth")',
  ))
    expect(message).toMatch(/is not available in this simulator/);
});

test('another region, another endpoint and no credentials are errors as boto3 has them', async () => {
  expect(
    await attempts(
      'boto3.client("s3", region_name="eu-west-1").get_object(Bucket="notes", Key="a b")',
      'boto3.client("s3", endpoint_url="http://localhost:4566").list_buckets()',
      'os.environ.pop("AWS_ACCESS_KEY_ID") and boto3.client("s3").list_buckets()',
    ),
  ).toEqual([
    [
      'EndpointConnectionError',
      'Could not connect to the endpoint URL: "https://notes.s3.eu-west-1.amazonaws.com/a%20b"',
    ],
    ['EndpointConnectionError', 'Could not connect to the endpoint URL: "http://localhost:4566/"'],
    ['NoCredentialsError', 'Unable to locate credentials'],
  ]);
});

test('a call takes virtual time, which the handler’s clock and the trace show', async () => {
  const outcome = await one(
    handler(
      'before = time.time()\ns3.put_object(Bucket="notes", Key="k", Body="x")\nreturn time.time() - before',
      HEAD,
    ),
  );
  if (outcome.kind !== 'returned') throw new Error('expected a returned run');
  const [create, put] = outcome.trace.filter((event) => event.type === 'service-call');
  expect(create).toMatchObject({ service: 's3', operation: 'CreateBucket', statusCode: 200 });
  expect(create).not.toHaveProperty('requestId');
  expect(put).toMatchObject({ operation: 'PutObject', requestId: outcome.report!.requestId });
  const seconds = Number(outcome.payload);
  expect(seconds).toBeGreaterThan(0.05);
  expect(Math.abs(seconds * 1000 - put!.latencyMs)).toBeLessThan(5);
});

test('what is stored outlives the environment, and is there for other functions', async () => {
  const cloud = await freshCloud();
  await runPython(handler('s3.put_object(Bucket="notes", Key="kept", Body="x")', HEAD), [{}], {}, [], cloud);
  expect(await keysOf(cloud, 'notes')).toEqual(['kept']);
});

test('nothing is stored after the deadline', async () => {
  const cloud = await freshCloud();
  const body = 'for n in range(100): s3.put_object(Bucket="notes", Key=f"{n:03}", Body="x")';
  const [outcome] = await runPython(handler(body, HEAD), [{}], { timeout: 1 }, [], cloud);
  expect(failureOf(outcome!).errorType).toBe('Sandbox.Timedout');
  const stored = await keysOf(cloud, 'notes');
  expect(stored.length).toBeGreaterThan(5);
  expect(stored.length).toBeLessThan(20);
});

test('the same run takes the same time to the last digit', async () => {
  const run = async () =>
    linesOf(await one(handler('s3.put_object(Bucket="notes", Key="k", Body="x")', HEAD))).at(-1);
  expect(await run()).toBe(await run());
});

test('100 MB in one object are refused, and the function goes on', async () => {
  const [error, more] = await returned(
    `return [attempt(lambda: s3.put_object(Bucket="notes", Key="k", Body=bytes(100_000_000))),
        attempt(lambda: s3.put_object(Bucket="notes", Key="k", Body=b"x")["ETag"])]`,
    { memorySize: 1024 },
  );
  expect(error[0]).toBe('ClientError');
  expect(error[1]).toMatch(/\(EntityTooLarge\).* This simulator keeps objects of up to 16 MB\.$/);
  expect(more).toMatch(/^"/);
});

test.each([
  ['new objects', 'str(n)', /EntityTooLarge.* This simulator keeps 64 MB in all buckets together/],
  ['one object', '"k"', /Task timed out after 900.00 seconds/],
])('an endless loop that stores %s comes to an end in little real time', async (_what, key, message) => {
  const body = `body = bytes(15_000_000)
n = 0
while True:
    n += 1
    s3.put_object(Bucket="notes", Key=${key}, Body=body)`;
  const outcome = await one(handler(body, HEAD), [{}], { memorySize: 1024, timeout: 900 });
  expect(failureOf(outcome).errorMessage).toMatch(message);
});
