import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  GetFunctionConfigurationCommand,
  GetLayerVersionByArnCommand,
  InvokeCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { inTerminal, scriptsIn } from '../../src/lab/in-terminal.ts';
import type { Lab, SourceFile } from '../../src/lab/lab.ts';
import { isPython } from '../../src/lab/language.ts';
import { labSlugs, readLab, readSolution } from '../../src/lab/read.ts';
import { readWholeLab, type WholeLab } from '../../src/lab/refusals.ts';
import { createLabSession } from '../../src/lab/session.ts';
import { overlay } from '../../src/lab/sources.ts';
import { attachedCloud, realBash, realNodejs } from '../support/attached.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

/** What one event came to, without what is never twice the same. */
interface Result {
  event: string;
  payload: unknown;
  functionError: string | undefined;
  logged: string[];
}

/** A lab's files as the learner finds them, as they should be in the end, or with a common mistake. */
interface Case {
  slug: string;
  of: string;
  files: readonly SourceFile[];
}

interface Simulated {
  cloud: Cloud;
  results: Result[];
  /** Events that take too long. */
  slow: string[];
}

/** With its request, and how long it took by its report. */
type Answer = Result & { requestId: string; durationMs: number };

/**
 * What comes out otherwise for real, and why. The simulator's page says it to the reader; what is no longer so has to go from both.
 */
const DIFFERENCES: readonly { why: string; at: readonly string[] }[] = [
  {
    why: 'Lambda and the simulator kill a process that needs more than the memory setting. Nobody does here.',
    at: ['out-of-memory/starter/year', 'out-of-memory/whole-file/year'],
  },
  {
    why: 'V8 says what was null when a pattern takes something out of it; QuickJS does not, and names the line before.',
    at: ['proxy-event/starter/rest-no-query'],
  },
];

/** Events that are not waited for: they take minutes, or end so close to the timeout that chance decides. */
const NOT_WAITED_FOR = ['mind-the-deadline/album', 'too-long/archive', 'too-long/last-pages'];
const isWaitedFor = (slug: string, event: string) => !NOT_WAITED_FOR.includes(`${slug}/${event}`);
const takesLong = (durationMs: number, { timeout }: Lab) =>
  durationMs > 20_000 || durationMs > 0.8 * timeout * 1000;

const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Deploys the files as a learner does, and asks them with each event of the lab. */
async function inTheSimulator({ slug, of, ...given }: Case): Promise<Simulated> {
  const { lab, account } = await readWholeLab(slug);
  const cloud = await freshCloud();
  const target = targetOn(cloud);
  const session = createLabSession(
    lab,
    target,
    async () => [],
    async () => [],
    async () => account,
  );
  let { files } = given;
  const [script] = of === 'starter' ? [] : scriptsIn(files);
  // Other scripts ask the function, or give it versions: its code is what it is.
  if (script && files.some(({ path, text }) => path === script.path && text.includes('--layers'))) {
    await session.deploy(lab.starter);
    files = await inTerminal(script, files, target, lab.id);
  }
  await session.deploy(files);
  const before = cloud.trace.length;
  const answers = await resultsOf(target.client, lab, lab.events);
  const logs = cloud.trace
    .slice(before)
    .flatMap((event) => (event.type === 'log' && event.source === 'function' ? [event.text] : []));
  const slow = answers.filter(({ durationMs }) => takesLong(durationMs, lab)).map(({ event }) => event);
  const results = withLogs(answers, logs).filter(({ event }) => isWaitedFor(slug, event));
  return { cloud, results, slow };
}

async function forReal({ slug }: Case, before: Cloud): Promise<Result[]> {
  const lab = readLab(slug);
  const events = lab.events.filter(({ name }) => isWaitedFor(slug, name));
  await using account = await attachedCloud(lab.id, before.save());
  const { client } = targetOn(account.cloud);
  const root = mkdtempSync(join(tmpdir(), 'lab-'));
  try {
    await unpack(client, before, lab.id, root);
    const LAMBDA_TASK_ROOT = join(root, 'var/task');
    const variables = { ...(await account.variables()), LAMBDA_TASK_ROOT };
    const bootstrap = ['var/task', 'opt'].map((at) => join(root, at, 'bootstrap')).find(existsSync);
    const runtime = bootstrap
      ? realBash(variables, bootstrap)
      : realNodejs({ ...variables, NODE_PATH: join(root, 'opt/nodejs/node_modules') });
    const results = await resultsOf(client, lab, events).finally(() => runtime[Symbol.asyncDispose]());
    const lines = runtime.out().split('\n');
    return withLogs(results, lines).map(
      (result) => JSON.parse(JSON.stringify(result).replaceAll(root, '')) as Result,
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The function's code and layers as files below `root`. */
async function unpack(client: LambdaClient, cloud: Cloud, FunctionName: string, root: string) {
  const { blobs } = cloud.save();
  const extract = (sha256 = '', folder: string) => {
    const zip = blobs.get(Buffer.from(sha256, 'base64').toString('hex')) ?? new Uint8Array();
    for (const [path, bytes] of Object.entries(unzipSync(zip))) {
      const file = join(root, folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (!path.endsWith('/')) writeFileSync(file, bytes);
    }
  };
  const { CodeSha256, Layers = [] } = await client.send(
    new GetFunctionConfigurationCommand({ FunctionName }),
  );
  extract(CodeSha256, 'var/task');
  for (const { Arn } of Layers) {
    const { Content } = await client.send(new GetLayerVersionByArnCommand({ Arn }));
    extract(Content?.CodeSha256, 'opt');
  }
}

async function resultsOf(client: LambdaClient, { id }: Lab, events: Lab['events']): Promise<Answer[]> {
  const results: Answer[] = [];
  for (const { name, text } of events) {
    const { Payload, FunctionError, LogResult } = await client.send(
      new InvokeCommand({ FunctionName: id, Payload: Buffer.from(text), LogType: 'Tail' }),
    );
    const [, requestId = '', durationMs] =
      /REPORT RequestId: (\S+)\tDuration: (\S+) ms/.exec(atob(LogResult ?? '')) ?? [];
    results.push({
      event: name,
      payload: JSON.parse(Payload?.transformToString().replace(UUID, 'id') ?? 'null'),
      functionError: FunctionError,
      logged: [],
      requestId,
      durationMs: Number(durationMs),
    });
  }
  return results;
}

/** What was logged under the id of each request, but for its time. */
const withLogs = (answers: readonly Answer[], lines: readonly string[]): Result[] =>
  answers.map(({ requestId, durationMs, ...result }) =>
    withOwnFrames({
      ...result,
      logged: lines
        .filter((line) => line.includes(requestId))
        .map((line) => line.replace(/^\S+Z\t/, '').replace(UUID, 'id')),
    }),
  );

/** Of each stack the frames in the function's own files; columns may differ. */
const withOwnFrames = (result: Result): Result =>
  JSON.parse(
    JSON.stringify(result)
      .replace(/,\\*" {4}at (?!\S+ \(file:\/\/\S*\/var\/task\/|file:\/\/\S*\/var\/task\/)[^"]*"/g, '')
      .replace(/(\/var\/task\/[^:"]+:\d+):\d+/g, '$1'),
  );

const labs = await Promise.all(
  labSlugs()
    .filter((slug) => !isPython(readLab(slug).runtime))
    .map((slug) => readWholeLab(slug)),
);
/** What a lab begins with, and its mistakes in the code; where there is a script, they are made in the account. */
const unfinished = ({ lab, mistakes }: WholeLab): Case[] => [
  { slug: lab.slug, of: 'starter', files: lab.starter },
  ...mistakes
    .map(({ name, files }) => ({ slug: lab.slug, of: name, files: overlay(lab.starter, files) }))
    .filter(({ files }) => scriptsIn(files).length === 0),
];

// A bootstrap that dies of a mistake is started again by Lambda. Here nobody does that: of those only the solution is run.
const cases: Case[] = labs.flatMap((whole) => [
  { slug: whole.lab.slug, of: 'solution', files: readSolution(whole.lab) },
  ...(whole.lab.runtime.startsWith('nodejs') ? unfinished(whole) : []),
]);
const simulated = new Map<Case, Simulated>();

// Before all of them: its computing would hold up what happens in real time.
beforeAll(async () => {
  for (const each of cases) simulated.set(each, await inTheSimulator(each));
}, 120_000);

test('what is not waited for is what takes long', () => {
  const slow = [...simulated].flatMap(([{ slug }, lab]) => lab.slow.map((event) => `${slug}/${event}`));
  expect([...new Set(slow)].sort()).toEqual(NOT_WAITED_FOR);
});

for (const each of cases)
  test.concurrent(`${each.slug}, ${each.of}: a real process does what the simulator’s does`, async () => {
    const there = simulated.get(each)!;
    const real = await forReal(each, there.cloud);
    expect(real.map(({ event }) => event)).toEqual(there.results.map(({ event }) => event));
    for (const [index, result] of there.results.entries()) {
      const differs = DIFFERENCES.some(({ at }) => at.includes(`${each.slug}/${each.of}/${result.event}`));
      if (differs) expect(real[index]).not.toEqual(result);
      else expect(real[index]).toEqual(result);
    }
  });
