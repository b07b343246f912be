import { expect, test } from 'vitest';
import { toBytes, toText } from '../../src/cloud/http.ts';
import { createRandom } from '../../src/cloud/random.ts';
import { createServices, type ServiceRequest } from '../../src/cloud/services/services.ts';
import { freshCloud } from '../support/simulate.ts';

const AT = Date.UTC(2026, 10, 23, 10, 40);
const HOST = 's3.us-east-1.amazonaws.com';
/** As an SDK signs its requests; what is in it is not checked. */
const authorization = 'AWS4-HMAC-SHA256 Credential=ASIA/20261123/us-east-1/s3/aws4_request, Signature=0';

/** An account with a bucket `notes`, and how to ask its S3. */
function account() {
  const services = createServices({ region: 'us-east-1', accountId: '111122223333' }, createRandom(1), {
    buckets: new Map(),
    queues: new Map(),
  });
  const ask = (
    method: string,
    path: string,
    { body = '', ...rest }: Partial<Omit<ServiceRequest, 'body'>> & { body?: string | Uint8Array } = {},
  ) => {
    const answer = services.call(
      {
        method,
        host: HOST,
        path,
        ...rest,
        headers: { authorization, ...rest.headers },
        body: typeof body === 'string' ? toBytes(body) : body,
      },
      AT,
    );
    if (!answer) throw new Error(`no service has the host ${rest.host}`);
    const { operation, response } = answer;
    return { operation, ...response, text: toText(response.body) };
  };
  ask('PUT', '/notes');
  return { ask, services };
}

const errorIn = ({ text }: { text: string }) => ({
  code: /<Code>(.*)<\/Code>/.exec(text)?.[1],
  message: /<Message>(.*)<\/Message>/.exec(text)?.[1],
});

const keysIn = (text: string) => [...text.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key);

test('an object comes back as it was put, with the ETag, the type and the metadata it was put with', () => {
  const { ask } = account();
  const put = ask('PUT', '/notes/a%20b/%C3%BC.txt?x-id=PutObject', {
    body: 'hello',
    headers: {
      'content-type': 'text/plain',
      'x-amz-meta-by': 'me',
      'x-amz-checksum-crc32': 'NhCmhg==',
      'x-amz-sdk-checksum-algorithm': 'CRC32',
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    },
  });
  expect(put).toMatchObject({ operation: 'PutObject', statusCode: 200, text: '' });
  expect(put.headers).toMatchObject({
    etag: '"5d41402abc4b2a76b9719d911017c592"',
    'x-amz-checksum-crc32': 'NhCmhg==',
  });
  const got = ask('GET', '/a%20b/%C3%BC.txt?x-id=GetObject', {
    host: `notes.${HOST}`,
    headers: { 'x-amz-checksum-mode': 'ENABLED' },
  });
  expect(got).toMatchObject({ operation: 'GetObject', statusCode: 200, text: 'hello' });
  expect(got.headers).toMatchObject({
    etag: '"5d41402abc4b2a76b9719d911017c592"',
    'content-type': 'text/plain',
    'content-length': '5',
    'x-amz-meta-by': 'me',
    'x-amz-checksum-crc32': 'NhCmhg==',
    'last-modified': 'Mon, 23 Nov 2026 10:40:00 GMT',
  });
  expect(ask('HEAD', '/notes/a%20b/%C3%BC.txt')).toMatchObject({
    operation: 'HeadObject',
    text: '',
    headers: { 'content-length': '5' },
  });
});

test('a body that an SDK read from a stream is taken out of its chunks and held against its trailer', () => {
  const { ask } = account();
  const headers = {
    'content-encoding': 'aws-chunked',
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': '5',
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };
  const chunks = (crc: string) => `3\r\nhel\r\n2\r\nlo\r\n0\r\nx-amz-checksum-crc32:${crc}\r\n\r\n`;
  expect(ask('PUT', '/notes/k', { headers, body: chunks('NhCmhg==') }).statusCode).toBe(200);
  const { text, headers: given } = ask('GET', '/notes/k');
  expect(text).toBe('hello');
  expect(given).not.toHaveProperty('content-encoding');
  expect(errorIn(ask('PUT', '/notes/k', { headers, body: chunks('AAAAAA==') }))).toEqual({
    code: 'BadDigest',
    message: 'The CRC32 you specified did not match the calculated checksum.',
  });
  for (const broken of [
    '',
    '5\r\nhel',
    'x\r\nhello\r\n',
    'ffffffff\r\nhello\r\n0\r\n\r\n',
    '5\r\nhelloXX0\r\n',
  ])
    expect(errorIn(ask('PUT', '/notes/k', { headers, body: broken })).code).toBe('InvalidRequest');
});

test.each([
  ['GET', '/notes/none', 404, 'NoSuchKey', 'The specified key does not exist.'],
  ['GET', '/nowhere/k', 404, 'NoSuchBucket', 'The specified bucket does not exist'],
  ['PUT', '/Not_A_Bucket', 400, 'InvalidBucketName', 'The specified bucket is not valid.'],
  ['PUT', `/notes/${'k'.repeat(1025)}`, 400, 'KeyTooLongError', 'Your key is too long'],
  ['GET', '/notes/%ff', 400, 'BadRequest', 'An error occurred when parsing the HTTP request.'],
  [
    'PUT',
    '/notes?acl',
    501,
    'NotImplemented',
    'In S3, PUT of the bucket with acl is not available in this simulator.',
  ],
  [
    'GET',
    '/notes/k?versionId=1',
    501,
    'NotImplemented',
    'In S3, GET of the object with versionId is not available in this simulator.',
  ],
])('%s %.20s answers %i %s', (method, path, statusCode, code, message) => {
  const { ask } = account();
  const answer = ask(method, path);
  expect(answer.statusCode).toBe(statusCode);
  expect(errorIn(answer)).toEqual({ code, message });
  expect(answer.text).toContain(`<RequestId>${answer.headers['x-amz-request-id']}</RequestId>`);
});

test('a header that would change what an operation does is refused, not overlooked', () => {
  const { ask } = account();
  const headers = { 'x-amz-copy-source': '/notes/other' };
  expect(errorIn(ask('PUT', '/notes/k', { headers })).message).toBe(
    'PutObject with the header x-amz-copy-source is not available in this simulator.',
  );
});

test('a request without a signature is denied', () => {
  const { services } = account();
  const request = {
    method: 'GET',
    host: HOST,
    path: '/notes?list-type=2',
    headers: {},
    body: new Uint8Array(),
  };
  expect(services.call(request, AT)?.response.statusCode).toBe(403);
});

test('a key is written only once when that is asked for', () => {
  const { ask } = account();
  const once = () => ask('PUT', '/notes/k', { body: 'x', headers: { 'if-none-match': '*' } });
  expect(once().statusCode).toBe(200);
  expect(once().statusCode).toBe(412);
});

test('a range gives a part, and one past the end is an error', () => {
  const { ask } = account();
  ask('PUT', '/notes/k', { body: '0123456789' });
  const part = (range: string) => ask('GET', '/notes/k', { headers: { range } });
  expect(part('bytes=2-4')).toMatchObject({
    statusCode: 206,
    text: '234',
    headers: { 'content-range': 'bytes 2-4/10' },
  });
  expect(part('bytes=8-').text).toBe('89');
  expect(part('bytes=-3').text).toBe('789');
  expect(part('bytes=5-99').text).toBe('56789');
  expect(part('bytes=10-').statusCode).toBe(416);
  expect(part('lines=1-2')).toMatchObject({ statusCode: 200, text: '0123456789' });
});

test('a list gives keys in order, page by page, and folds them at the delimiter', () => {
  const { ask } = account();
  for (const key of ['b', 'a/1', 'a/2', 'c%20%26', 'a']) ask('PUT', `/notes/${key}`, { body: 'x' });
  const list = (query: string) => ask('GET', `/notes?list-type=2&${query}`).text;
  expect(keysIn(list(''))).toEqual(['a', 'a/1', 'a/2', 'b', 'c &amp;']);
  expect(keysIn(list('encoding-type=url'))).toContain('c+%26');
  expect(keysIn(list('prefix=a%2F'))).toEqual(['a/1', 'a/2']);
  expect(keysIn(list('start-after=a/2'))).toEqual(['b', 'c &amp;']);
  const folded = list('delimiter=%2F');
  expect(keysIn(folded)).toEqual(['a', 'b', 'c &amp;']);
  expect(folded).toContain('<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>');
  const seen: (string | undefined)[] = [];
  let token: string | undefined = '';
  while (token !== undefined) {
    const page = list(
      `delimiter=%2F&max-keys=1${token && `&continuation-token=${encodeURIComponent(token)}`}`,
    );
    seen.push(...[...page.matchAll(/<(?:Key|CommonPrefixes><Prefix)>(.*?)</g)].map(([, name]) => name));
    token = /<NextContinuationToken>(.*?)</.exec(page)?.[1];
  }
  expect(seen).toEqual(['a', 'a/', 'b', 'c &amp;']);
});

test('what is deleted is gone, and only an empty bucket can be deleted', () => {
  const { ask } = account();
  ask('PUT', '/notes/k', { body: 'x' });
  expect(errorIn(ask('DELETE', '/notes')).code).toBe('BucketNotEmpty');
  expect(ask('DELETE', '/notes/k').statusCode).toBe(204);
  expect(ask('DELETE', '/notes/k').statusCode).toBe(204);
  expect(ask('DELETE', '/notes').statusCode).toBe(204);
  expect(ask('HEAD', '/notes').statusCode).toBe(404);
});

test('creating a bucket again is no error in us-east-1, and loses nothing', () => {
  const { ask } = account();
  ask('PUT', '/notes/k', { body: 'x' });
  expect(ask('PUT', '/notes').statusCode).toBe(200);
  expect(ask('GET', '/notes/k').text).toBe('x');
});

test('storage ends with an error that says whose limit it is', () => {
  const { ask } = account();
  const message = (body: Uint8Array, key = 'k') => errorIn(ask('PUT', `/notes/${key}`, { body })).message;
  expect(message(new Uint8Array(16 * 2 ** 20 + 1))).toMatch(/This simulator keeps objects of up to 16 MB/);
  const most = new Uint8Array(15 * 2 ** 20);
  for (const key of ['1', '2', '3', '4', '4']) expect(message(most, key)).toBeUndefined();
  expect(message(most, '5')).toMatch(/This simulator keeps 64 MB in all buckets together/);
});

test('a line break in a header is an error, not a second header', () => {
  const { ask } = account();
  expect(
    errorIn(ask('PUT', '/notes/k', { headers: { 'x-amz-meta-a': 'b\r\nx-amz-acl: public-read' } })).code,
  ).toBe('BadRequest');
  expect(keysIn(ask('GET', '/notes?list-type=2').text)).toEqual([]);
});

test('what the sender does with its bytes afterwards does not reach the bucket', () => {
  const { ask } = account();
  const body = toBytes('kept');
  ask('PUT', '/notes/k', { body });
  body.fill(0);
  const given = ask('GET', '/notes/k');
  expect(given.text).toBe('kept');
  given.body.fill(0);
  expect(ask('GET', '/notes/k').text).toBe('kept');
});

test.each([
  'example.com',
  's3.eu-west-1.amazonaws.com',
  's3.us-east-1.amazonaws.com.example.com',
  'dynamodb.us-east-1.amazonaws.com',
  '',
])('no service has the host "%s"', (host) => {
  const { services } = account();
  expect(
    services.call({ method: 'GET', host, path: '/', headers: {}, body: new Uint8Array() }, AT),
  ).toBeUndefined();
});

test('a client outside of the functions reaches S3 by its host', async () => {
  const cloud = await freshCloud();
  const ask = (method: string, path: string, query = {}) =>
    cloud.handle({
      method,
      path,
      query,
      queryLists: {},
      headers: { host: HOST, authorization },
      body: new Uint8Array(),
    });
  expect((await ask('PUT', '/notes')).statusCode).toBe(200);
  const listed = await ask('GET', '/notes', { 'list-type': '2', prefix: 'a b' });
  expect(toText(listed.body)).toContain('<Prefix>a b</Prefix>');
  expect(cloud.trace).toContainEqual({ type: 'request', at: AT, operation: 'CreateBucket', statusCode: 200 });
});
