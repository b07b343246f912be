import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { handler } from '../support/python-outcomes.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

/** An account with one Python function, and what a number of events at once are answered. */
async function account(code: string, MemorySize = 256) {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'demo',
      Runtime: 'python3.14',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/demo',
      MemorySize,
      Code: { ZipFile: zipSync({ 'index.py': strToU8(code) }) },
    }),
  );
  await cloud.settled();
  const invoke = () => client.send(new InvokeCommand({ FunctionName: 'demo' }));
  return {
    cloud,
    async invoke(times: number): Promise<unknown[]> {
      const answers = await Promise.all(Array.from({ length: times }, invoke));
      return answers.map(({ Payload }) => JSON.parse(Payload!.transformToString()));
    },
  };
}

/** Holds on to all that a process can have: values, open files and folders, its own folder, chance, and more memory each time. */
const HOLDING = handler(
  `global n
n += 1
held.append(bytearray(event.get("bytes", 20_000_000)))
os.makedirs(f"/tmp/{n}"); os.chdir(f"/tmp/{n}")
log.write(f"{n} "); log.flush()
os.write(copy, b"- ")
written.seek(0)
return [n, next(squares), os.getcwd(), written.read(), next(names).name, random.random(), noise.read(2).hex(),
        sum(map(len, held)), os.read(pipe[0], 1).decode()]`,
  `import os, random
n, held = 0, []
log, written = open("/tmp/log", "w"), open("/tmp/log")
copy = os.dup(log.fileno())
for i in range(9): open(f"/tmp/file{i}", "w").close()
names = os.scandir("/tmp")
noise = open("/dev/urandom", "rb", buffering=0)
pipe = os.pipe()
os.write(pipe[1], b"abcdef")
squares = (i * i for i in range(99))`,
);

test('a process that was put aside between its invocations leaves the same trace as one that was not', async () => {
  const others = await account(handler('return 1'), 128);
  const traces = [];
  for (const disturbed of [false, true]) {
    const { cloud, invoke } = await account(HOLDING);
    const answers = [];
    for (let round = 1; round <= 5; round++) {
      answers.push(...(await invoke(1)));
      if (disturbed) expect(await others.invoke(4)).toEqual([1, 1, 1, 1]);
    }
    const [text, number] = [expect.any(String), expect.any(Number)];
    expect(answers[4]).toEqual([
      5,
      16,
      '/tmp/5',
      '1 - 2 - 3 - 4 - 5 - ',
      text,
      number,
      text,
      100_000_000,
      'e',
    ]);
    traces.push(cloud.trace);
    await cloud.reclaim('demo');
  }
  expect(traces[1]).toEqual(traces[0]);
  await others.cloud.reclaim('demo');
});

test('twenty environments at once take the memory of few interpreters, and each keeps what it holds', async () => {
  const { cloud, invoke } = await account(
    handler('global n\nn += 1\nreturn n', 'import json, re, datetime\nn = 0'),
  );
  await invoke(1);
  const before = process.memoryUsage.rss();
  const started = vi.spyOn(WebAssembly, 'instantiate');
  for (let round = 1; round <= 3; round++)
    expect((await invoke(20)).toSorted()).toEqual([...Array(19).fill(round), round + 1]);
  expect(await cloud.environments('demo')).toHaveLength(20);
  expect(started.mock.calls.length).toBeLessThan(3);
  expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(350);
  started.mockRestore();
  await cloud.reclaim('demo');
});

test('processes with much memory and processes with a low limit make room for each other', async () => {
  const body = 'held.append(bytearray(40_000_000))\nreturn sum(map(len, held)) / 40_000_000';
  const large = await account(handler(body, 'held = []'));
  const small = await account(handler('return 1'), 128);
  for (let round = 1; round <= 3; round++) {
    expect(await large.invoke(4)).toEqual([round, round, round, round]);
    expect(await small.invoke(4)).toEqual([1, 1, 1, 1]);
  }
  await large.cloud.reclaim('demo');
  await small.cloud.reclaim('demo');
});
