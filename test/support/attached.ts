import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { SavedAccount } from '../../src/cloud/account-state.ts';
import { createCloud } from '../../src/cloud/cloud.ts';
import { serveRuntimeApi } from '../../src/host/attach.ts';
import { hostSettings } from '../../src/host/cloud.ts';
import { runtimeVariables } from '../../src/host/runtime-variables.ts';
import { wallClock } from '../../src/host/wall-clock.ts';

const NODEJS_RUNTIME = new URL('../host/nodejs-runtime.mjs', import.meta.url).pathname;
/** A runtime in bash, with its function. */
export const BOOTSTRAP = new URL('../fixtures/bootstrap/', import.meta.url).pathname;
const CURL = new URL('./curl.mjs', import.meta.url).pathname;

/** An account in real time, fresh or saved, whose function `functionName` is served by real processes. */
export async function attachedCloud(functionName: string, saved?: SavedAccount) {
  const cloud = createCloud({ ...hostSettings(), seed: 1, startsAt: Date.now(), saved, wall: wallClock() });
  let unheard = 0;
  const api = await serveRuntimeApi({
    cloud,
    functionName,
    port: 0,
    unheard: () => {
      unheard += 1;
    },
  });
  return {
    cloud,
    address: api.address,
    unheard: () => unheard,
    /** What a runtime of the function needs, but `LAMBDA_TASK_ROOT`. */
    variables: async () =>
      (await runtimeVariables(cloud, functionName, { address: api.address, endpoint: '' })) ?? {},
    [Symbol.asyncDispose]: () => api.close(),
  };
}

/** A process of this machine, and what it wrote; it ends with its disposal. */
function real(command: string, args: readonly string[], variables: Record<string, string>) {
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, TZ: 'UTC', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which ends with what it has started.
    detached: true,
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part) => {
      out += part;
    });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    out: () => out,
    ended,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Our runtime for Node.js over HTTP, in the Node.js of this project. */
export const realNodejs = (variables: Record<string, string>) =>
  real(process.execPath, [NODEJS_RUNTIME], variables);

/**
 * A bootstrap in bash, with curl. Bash is wherever git and Node.js are; small images have no curl, and there a program of ours with its name
 * stands in for it, which is said.
 */
export function realBash(variables: Record<string, string>, bootstrap = join(BOOTSTRAP, 'bootstrap')) {
  let PATH = process.env.PATH ?? '';
  if (spawnSync('curl', ['--version']).error) {
    console.warn('There is no curl on this machine: the bootstrap runs with one of our own.');
    const folder = mkdtempSync(join(tmpdir(), 'curl-'));
    copyFileSync(CURL, join(folder, 'curl'));
    chmodSync(join(folder, 'curl'), 0o755);
    PATH = `${folder}${delimiter}${PATH}`;
  }
  return real('bash', [bootstrap], { LAMBDA_TASK_ROOT: BOOTSTRAP, ...variables, PATH });
}
