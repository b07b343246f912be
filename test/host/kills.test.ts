import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudProcess } from '../support/cloud-process.ts';

const KILLS = 200;
/** Accounts that are killed at the same time, each with a file of its own. */
const LANES = 4;
const CLIENTS = 3;

let folder: string;
let command: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kills-'));
  command = join(folder, 'cloud.mjs');
  // The same program in one file, which starts in a fifth of the time. What it leaves out makes the engines.
  const bundle = await rolldown({
    input: new URL('../../scripts/cloud.ts', import.meta.url).pathname,
    platform: 'node',
    external: [/\/build\//],
    logLevel: 'silent',
  });
  await bundle.write({ file: command, format: 'esm' });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What one client was told, and what it asked for without an answer. */
interface Told {
  /** By name; `undefined` while it is not known whether it is there. */
  functions: Map<string, 'there' | 'gone' | undefined>;
  /** The last number that was stored, and the last that was sent. */
  stored: number;
  sent: number;
  /** So many changes were answered, in all rounds. */
  answered: number;
}

const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKID/20261128/us-east-1/${service}/aws4_request, Signature=0`;
const FUNCTIONS = '/2015-03-31/functions';

async function ask(url: string, method: string, path: string, body?: string): Promise<string> {
  const service = path.startsWith(FUNCTIONS) ? 'lambda' : 's3';
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: authorization(service) },
    ...(body !== undefined && { body }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.text();
}

async function functionNames(url: string): Promise<string[]> {
  const names: string[] = [];
  let marker: string | undefined = '';
  while (marker !== undefined) {
    const page: { Functions: { FunctionName: string }[]; NextMarker?: string } = JSON.parse(
      await ask(url, 'GET', `${FUNCTIONS}?Marker=${encodeURIComponent(marker)}`),
    );
    names.push(...page.Functions.map(({ FunctionName }) => FunctionName));
    marker = page.NextMarker;
  }
  return names;
}

const creation = (FunctionName: string) =>
  JSON.stringify({
    FunctionName,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/demo',
    Code: {
      ZipFile: Buffer.from(zipSync({ 'index.mjs': strToU8(`// ${FunctionName}`) })).toString('base64'),
    },
  });

/** Changes the account without a pause, until there is nobody to answer any more. */
async function load(url: string, client: number, round: number, told: Told): Promise<void> {
  const change = async (name: string, to: 'there' | 'gone', asked: () => Promise<unknown>) => {
    told.functions.set(name, undefined);
    await asked();
    told.functions.set(name, to);
    told.answered += 1;
  };
  for (let turn = 0; ; turn += 1) {
    const left = [...told.functions].filter(([, state]) => state === 'there');
    for (const [name] of left) await change(name, 'gone', () => ask(url, 'DELETE', `${FUNCTIONS}/${name}`));
    const name = `client-${client}-${round}-${turn}`;
    await change(name, 'there', () => ask(url, 'POST', FUNCTIONS, creation(name)));
    told.sent += 1;
    await ask(url, 'PUT', `/notes/${client}`, String(told.sent));
    told.stored = told.sent;
  }
}

/** Compares what the account answers with what the client was told; what was open is settled now. */
async function compare(url: string, client: number, told: Told, names: readonly string[]) {
  for (const [name, state] of told.functions) {
    const found = names.includes(name) ? 'there' : 'gone';
    if (state !== undefined) expect(found, `${name} was acknowledged as ${state}`).toBe(state);
    if (found === 'there') told.functions.set(name, 'there');
    else told.functions.delete(name);
  }
  if (told.sent === 0) return;
  const stored = Number(await ask(url, 'GET', `/notes/${client}`).catch(() => 0));
  expect([told.stored, told.sent], `client ${client} stored ${told.stored}`).toContain(stored);
  Object.assign(told, { stored, sent: stored });
}

const answeredTo = (clients: readonly Told[]) => clients.reduce((sum, { answered }) => sum + answered, 0);

async function lane(number: number): Promise<number> {
  const file = join(folder, `account-${number}.json`);
  const clients = Array.from(
    { length: CLIENTS },
    (): Told => ({ functions: new Map(), stored: 0, sent: 0, answered: 0 }),
  );
  const start = () => cloudProcess(['--port', '0', '--instant', '--state', file], command);
  for (let round = 0; round < KILLS / LANES; round += 1) {
    const server = start();
    // Now and then before it has got to its feet.
    if (round % 10 === 9) {
      await delay(Math.random() * 100);
    } else {
      const url = await server.url();
      const names = await functionNames(url);
      for (const [client, told] of clients.entries()) await compare(url, client, told, names);
      if (round === 0) await ask(url, 'PUT', '/notes');
      let asking = true;
      const loads = Promise.all(
        clients.map((told, client) => load(url, client, round, told).catch(() => undefined)),
      ).then(() => {
        asking = false;
      });
      const goal = answeredTo(clients) + 1 + Math.floor(Math.random() * 4);
      while (asking && answeredTo(clients) < goal) await delay(1);
      await delay(Math.random() * 20);
      server.kill('SIGKILL');
      await loads;
    }
    server.kill('SIGKILL');
    expect((await server.ended).signal).toBe('SIGKILL');
  }
  const last = start();
  await last.url();
  last.kill('SIGTERM');
  expect(await last.ended).toMatchObject({ code: 0 });
  return answeredTo(clients);
}

test(`${KILLS} kills at random moments under load lose nothing that was acknowledged`, {
  timeout: 300_000,
}, async () => {
  const answered = await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  // Else it was no load.
  for (const changes of answered) expect(changes).toBeGreaterThan(KILLS / LANES);
  expect(
    readdirSync(folder).filter((name) => !/^(account-\d\.json(\.blobs)?|cloud\.mjs)$/.test(name)),
  ).toEqual([]);
});
