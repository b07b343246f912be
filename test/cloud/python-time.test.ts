import { beforeAll, expect, test } from 'vitest';
import { freshCloud as hostCloud } from '../../src/host/cloud.ts';
import { runPython } from '../support/python.ts';
import { failureOf, handler, linesOf, one, payloadOf } from '../support/python-outcomes.ts';
import { freshCloud } from '../support/simulate.ts';

beforeAll(() => one(handler('return 1')));

test('every clock reads the account’s time, and sleeping takes none of ours', async () => {
  const body = `clocks = (time.time, time.monotonic, time.perf_counter, lambda: datetime.now(UTC).timestamp())
before = [clock() for clock in clocks]
time.sleep(600)
return {"slept": [round(clock() - b) for clock, b in zip(clocks, before)], "local": datetime.now().isoformat(),
        "zone": time.tzname, "year": time.localtime().tm_year}`;
  const outcome = await one(handler(body, 'import time\nfrom datetime import UTC, datetime'), [{}], {
    timeout: 900,
  });
  const { slept, local, zone, year } = payloadOf(outcome);
  expect(slept).toEqual([600, 600, 600, 600]);
  expect(local).toMatch(/^2026-11-23T10:50:/);
  expect(zone).toEqual(['UTC', 'UTC']);
  expect(year).toBe(2026);
});

test('asyncio waits on the account’s clock, and its tasks overlap', async () => {
  const code = handler(
    `started = time.monotonic()
results = asyncio.run(main())
return [results, round(time.monotonic() - started, 2)]`,
    `import asyncio, time
async def one(n):
    await asyncio.sleep(n)
    return n
async def main():
    return await asyncio.gather(one(1), one(0.5), one(1))`,
  );
  expect(payloadOf(await one(code))).toEqual([[1, 0.5, 1], 1]);
});

test.each([
  ['a loop', 'while True: pass'],
  ['a loop that catches everything', 'while True:\n    try:\n        while True: pass\n    except: pass'],
  ['a loop in a comprehension', 'return [i for i in iter(int, 1)]'],
  ['calls without end', 'def f(): pass\nwhile True: f()'],
  ['a regular expression', 'import re\nre.match("(a+)+$", "a" * 60 + "b")'],
  ['a wait', 'import time\ntime.sleep(100)'],
  [
    'a future that nobody resolves',
    'import asyncio\nasync def f(): await asyncio.Future()\nasyncio.run(f())',
  ],
])('%s ends at the timeout, in the same way twice', async (_what, body) => {
  // The regular expression is cut short by the real time that it takes.
  const run = async () => one(handler(body), [{}], {}, [], await hostCloud());
  const runs = [await run(), await run()];
  for (const run of runs) {
    expect(failureOf(run).errorType).toBe('Sandbox.Timedout');
    expect(linesOf(run).join('\n')).toContain('Task timed out after 3.00 seconds');
  }
  expect(linesOf(runs[0]!)).toEqual(linesOf(runs[1]!));
});

test('after a timeout the next run starts a new process', async () => {
  const code = handler('global n\nn += 1\nwhile event: pass\nreturn n', 'n = 0');
  const [first, second] = await runPython(code, [{ loop: true }, {}]);
  expect(failureOf(first!).errorType).toBe('Sandbox.Timedout');
  expect(payloadOf(second!)).toBe(1);
});

test('computing takes time, the more the less memory there is', async () => {
  const code = handler(
    't = time.time()\nfor i in range(200_000): pass\nreturn time.time() - t',
    'import time',
  );
  const [small, large] = [
    await one(code, [{}], { memorySize: 128, timeout: 10 }),
    await one(code, [{}], { memorySize: 1769 }),
  ].map(payloadOf);
  expect(large).toBeGreaterThan(0.003);
  expect(large).toBeLessThan(0.03);
  expect(small / large).toBeCloseTo(1769 / 128, 0);
});

test('chance comes from the account’s seed: the same run draws the same, another account other values', async () => {
  const code = handler(
    `return [random.random(), str(uuid.uuid4()), os.urandom(8).hex(), secrets.token_hex(4), list({"a", "b", "c", "d"}),
        open("/dev/urandom", "rb").read(4).hex()]`,
    'import os, random, secrets, uuid',
  );
  const first = payloadOf(await one(code));
  expect(payloadOf(await one(code))).toEqual(first);
  const other = payloadOf((await runPython(code, [{}], {}, [], await freshCloud(2)))[0]!);
  expect(other[0]).not.toBe(first[0]);
  expect(other[1]).not.toBe(first[1]);
  expect(other[2]).not.toBe(first[2]);
});

test('the same run leaves the same trace', async () => {
  const code = handler(
    `import json, random, re, uuid, logging
logging.warning(uuid.uuid4())
total = sum(random.random() for _ in range(50_000))
text = json.dumps([{"n": i} for i in range(5_000)])
print(len(re.findall(r"\\d+", text)), total)
time.sleep(random.random())
if event.get("fail"): raise ValueError(total)
return total`,
    'import time',
  );
  const events = [{}, { fail: true }, {}];
  const traces = [];
  for (let run = 0; run < 2; run++) {
    const cloud = await freshCloud();
    await runPython(code, events, { timeout: 30 }, [], cloud);
    traces.push(cloud.trace);
  }
  expect(traces[0]!.length).toBeGreaterThan(20);
  expect(traces[0]).toEqual(traces[1]);
});

test('recursion without end is a RecursionError that the handler can catch', async () => {
  const code = handler('try: f()\nexcept RecursionError as e: return str(e)', 'def f(): return f()');
  expect(payloadOf(await one(code))).toContain('maximum recursion depth exceeded');
});

test('recursion with the limit lifted ends the process or the recursion, never the page', async () => {
  const code = handler(
    'sys.setrecursionlimit(10**9)\nclass A:\n    def __getattr__(self, name): return getattr(self, name + "x")\nreturn A().b',
    'import sys',
  );
  const [deep, after] = await runPython(`${code}\n`, [{}, {}]);
  expect(failureOf(deep!).errorType).toMatch(/RecursionError|Runtime\.ExitError|Sandbox\.Timedout/);
  expect(after!.kind).toBe('failed');
});

test.each([
  ['a list that grows', 'grow = []\nwhile True: grow.append(bytearray(1_000_000))'],
  ['one large object', 'bytearray(500_000_000)'],
  ['a caught MemoryError', 'try: x = [0] * 10**8\nexcept MemoryError: pass\nreturn "no"'],
])('more memory than the function has kills the process: %s', async (_what, body) => {
  const outcome = await one(handler(body));
  expect(linesOf(outcome).join('\n')).toContain('Runtime exited with error: signal: killed');
  expect(linesOf(outcome).at(-1)).toMatch(/Max Memory Used: 128 MB.*Error Type: Runtime.OutOfMemory/);
});

test('what a function holds shows in Max Memory Used', async () => {
  const used = async (body: string) => {
    const line = linesOf(await one(handler(body), [{}], { memorySize: 512 })).at(-1)!;
    return Number(/Max Memory Used: (\d+) MB/.exec(line)![1]);
  };
  const [little, much] = [await used('pass'), await used('return len(bytearray(100_000_000))')];
  expect(much - little).toBeGreaterThan(80);
  expect(much - little).toBeLessThan(130);
});
