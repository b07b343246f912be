import { expect, test } from 'vitest';
import { event, runScript } from './run-script.ts';

const URL = 'http://$AWS_LAMBDA_RUNTIME_API';

const run = async (script: string) => {
  const running = await runScript(script, { timeoutMs: 900_000 });
  await running.pass(200_000);
  return running;
};

test('data make a POST, with the type of a form, and several are joined', async () => {
  const { asked } = await run(`
echo -n "from a
file" > /tmp/body
curl -s ${URL}/a -d one -d two
curl -s -XPOST --data-raw @x -H 'Content-Type: application/json' -H 'X-One:1' ${URL}/b
curl -s ${URL}/c -d @/tmp/body
curl -s ${URL}/d --data-binary @/tmp/body
echo piped | curl -s --request PUT ${URL}/e --data @-
curl -s ${URL}/f?q=1 -H Accept:
curl -s ${URL}/g -d 'grün ☺'
`);
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/a', 'one&two'],
    ['POST', '/b', '@x'],
    ['POST', '/c', 'from afile'],
    ['POST', '/d', 'from a\nfile'],
    ['PUT', '/e', 'piped'],
    ['GET', '/f?q=1', ''],
    ['POST', '/g', 'grün ☺'],
  ]);
  expect(asked[0]!.headers).toEqual({
    host: '169.254.100.1:9001',
    'user-agent': 'curl/8.11.1',
    accept: '*/*',
    'content-length': '7',
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(asked[1]!.headers).toMatchObject({ 'content-type': 'application/json', 'x-one': '1' });
  expect(asked[5]!.headers).not.toHaveProperty('accept');
});

test('headers are those that Lambda writes, with the ends of line of HTTP', async () => {
  const script = await runScript(`
curl -sSLD /tmp/headers ${URL}/next > /tmp/event
cat -A /tmp/headers; cat /tmp/event`);
  await script.held[0]!.respond(event('8476a536', { name: 'Ada' }));
  expect(script.log).toEqual([
    'HTTP/1.1 200 OK^M$',
    'Content-Type: application/json^M$',
    'Lambda-Runtime-Aws-Request-Id: 8476a536^M$',
    'Lambda-Runtime-Deadline-Ms: 1795430700000^M$',
    'Date: Mon, 23 Nov 2026 10:40:00 GMT^M$',
    'Content-Length: 14^M$',
    '^M$',
    '{"name":"Ada"}',
  ]);
});

test('-i, -o, -w and -f', async () => {
  const script = await runScript(`
curl -s -o /tmp/out -w '%{http_code} %{size_download}\\n' ${URL}/x; cat /tmp/out
curl -si ${URL}/x | head -1
curl -sSf ${URL}/next; echo "status $?"
curl -sS --fail-with-body ${URL}/next; echo "status $?"`);
  const refused = { status: 403, headers: {}, body: 'no\n' };
  await script.held[0]!.respond(refused);
  await script.held[1]!.respond(refused);
  expect(script.log).toEqual([
    '202 16',
    '{"status":"OK"}',
    'HTTP/1.1 202 Accepted\r',
    'curl: (22) The requested URL returned error: 403',
    'status 22',
    'curl: (22) The requested URL returned error: 403',
    'no',
    'status 22',
  ]);
});

test('without -s there is the meter, as always where output is no terminal', async () => {
  const { log } = await run(`curl ${URL}/x -d hello`);
  expect(log[0]).toBe('  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current');
  expect(log[2]).toMatch(/^\r {2}0 .*\r100 {4}21 {2}100 {4}16 {2}100 {5}5 /);
  expect(log[3]).toBe('{"status":"OK"}');
});

test('no other address answers', async () => {
  const script = await run(`
curl -sS https://example.com/; echo "status $?"
curl -s example.com; echo "status $?"
curl -sS http://localhost:8080/; echo "status $?"
curl -sS http://169.254.100.1:80/; echo "status $?"
curl -sS --connect-timeout 2 http://10.0.0.1; echo "status $?"
echo $SECONDS
curl -sS http://10.0.0.1; echo "status $?"
echo $SECONDS
curl -sS ftp://example.com; echo "status $?"
curl -sS 'http://a b'; echo "status $?"`);
  expect(script.log).toEqual([
    'curl: (6) Could not resolve host: example.com',
    'status 6',
    'status 6',
    'curl: (7) Failed to connect to localhost port 8080 after 0 ms: Could not connect to server',
    'status 7',
    'curl: (7) Failed to connect to 169.254.100.1 port 80 after 0 ms: Could not connect to server',
    'status 7',
    'curl: (28) Connection timed out after 2000 milliseconds',
    'status 28',
    '2',
    'curl: (7) Failed to connect to 10.0.0.1 port 80 after 131000 ms: Could not connect to server',
    'status 7',
    '133',
    'curl: (1) Protocol "ftp" not supported',
    'status 1',
    'curl: (3) URL rejected: Malformed input to a URL function',
    'status 3',
  ]);
  expect(script.asked).toEqual([]);
});

test('-m gives up on an answer that is held', async () => {
  const { log } = await run(`curl -sS -m 1.5 ${URL}/next; echo "status $?"`);
  expect(log).toEqual([
    'curl: (28) Operation timed out after 1500 milliseconds with 0 bytes received',
    'status 28',
  ]);
});

test.each([
  ['--foo x', 'option --foo: is unknown'],
  ['-Z x', 'option -Z: is unknown'],
  ['-d', 'option -d: requires parameter'],
  ['-m soon x', 'option -m: expected a proper numerical parameter'],
])('curl %s is refused in its own words', async (args, message) => {
  const { log, exit } = await run(`curl ${args}`);
  expect(log).toEqual([
    `curl: ${message}`,
    "curl: try 'curl --help' or 'curl --manual' for more information",
  ]);
  expect(exit()).toEqual({ kind: 'status', code: 2 });
});

test('files that cannot be read or written', async () => {
  const { log } = await run(`
curl -sS ${URL}/x -d @/tmp/none; echo "status $?"
curl -sS ${URL}/x -o /var/task/x; echo "status $?"
curl -sS ${URL}/x -D /none/x; echo "status $?"`);
  expect(log).toEqual([
    'curl: (26) Failed to open /tmp/none',
    'status 26',
    'curl: (23) Failure writing output to destination',
    'status 23',
    'curl: (23) Failure writing output to destination',
    'status 23',
  ]);
});
