import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SavedAccount } from '../cloud/account-state.ts';

/** A file that cannot be an account's; the message says what to do. */
export class StateFileError extends Error {}

/** An account on disk: its state as JSON, and in the folder beside it what the state names by hash. */
export interface StateFile {
  /** What was there; undefined when there was no file. */
  saved: SavedAccount | undefined;
  /** Resolves when all that `save` tells of now is on disk. Calls that come together are one write. */
  keep(save: () => SavedAccount): Promise<void>;
  /** The same, with the time and the chance that went by without a change; the last thing that is written. */
  close(save: () => SavedAccount): Promise<void>;
  /** Lets others have the file as it is. */
  release(): Promise<void>;
}

/** @throws StateFileError when the file cannot be read, or belongs to another process */
export async function openStateFile(file: string): Promise<StateFile> {
  const folder = `${file}.blobs`;
  await mkdir(dirname(file), { recursive: true });
  const release = await lock(`${file}.lock`);
  const saved = await readAccount(file, folder).catch(async (error) => {
    await release();
    throw error;
  });
  const there = new Set(saved?.blobs.keys());
  let content = saved && contentOf(saved);
  let writing: Promise<void> = Promise.resolve();
  let queued: Promise<void> | undefined;

  async function write({ state, blobs }: SavedAccount, always: boolean) {
    const now = contentOf({ state, blobs });
    if (now === content && !always) return;
    for (const [hash, bytes] of blobs) {
      if (there.has(hash)) continue;
      await mkdir(folder, { recursive: true });
      await writeWhole(join(folder, hash), bytes);
      there.add(hash);
    }
    await writeWhole(file, `${JSON.stringify(state, null, 2)}\n`);
    content = now;
    for (const name of await filesIn(folder))
      if (!blobs.has(name)) await rm(join(folder, name), { force: true });
    for (const hash of there) if (!blobs.has(hash)) there.delete(hash);
  }

  function enqueue(save: () => SavedAccount, always: boolean) {
    const before = writing;
    writing = before
      .catch(() => undefined)
      .then(() => {
        queued = undefined;
        return write(save(), always);
      });
    return writing;
  }

  return {
    saved,
    keep(save) {
      queued ??= enqueue(save, false);
      return queued;
    },
    async close(save) {
      await enqueue(save, true);
      await release();
    },
    release,
  };
}

/** What a change changes. Time and chance go on with every question. */
function contentOf({ state }: SavedAccount): string {
  const { now, random, ...content } = state as Record<string, unknown>;
  return JSON.stringify(content);
}

/** What to do about a file that is no account. */
export const leftAsItIs = (file: string) =>
  `It was left as it is. Give another --state, or move ${file} and ${file}.blobs away to begin with an empty account.`;

async function readAccount(file: string, folder: string): Promise<SavedAccount | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new StateFileError(`${file} cannot be read: ${error.message}. ${leftAsItIs(file)}`);
  });
  if (text === undefined) return undefined;
  let state: SavedAccount['state'];
  try {
    state = JSON.parse(text);
  } catch (error) {
    throw new StateFileError(`${file} is not JSON: ${(error as Error).message}. ${leftAsItIs(file)}`);
  }
  const blobs = new Map<string, Uint8Array>();
  for (const hash of await filesIn(folder)) {
    const bytes = new Uint8Array(await readFile(join(folder, hash)));
    if (createHash('sha256').update(bytes).digest('hex') === hash) blobs.set(hash, bytes);
  }
  return { state, blobs };
}

/** Names of the blobs and of what a killed process left half written. */
const filesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Replaces a file as a whole: whoever is killed meanwhile leaves the old one or the new one. */
async function writeWhole(file: string, content: string | Uint8Array) {
  const half = `${file}.half`;
  await withFile(half, 'w', async (handle) => {
    await handle.writeFile(content);
    await handle.sync();
  });
  await rename(half, file);
  // The name is in the folder, which is on disk on its own. Windows has no such thing.
  if (process.platform !== 'win32') await withFile(dirname(file), 'r', (handle) => handle.sync());
}

async function withFile(
  path: string,
  flags: string,
  use: (handle: Awaited<ReturnType<typeof open>>) => Promise<void>,
) {
  const handle = await open(path, flags);
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}

/** Two processes would write over each other. A process that was killed left its lock, and is gone. */
async function lock(file: string): Promise<() => Promise<void>> {
  const take = () => withFile(file, 'wx', (handle) => handle.writeFile(String(process.pid)));
  await take().catch(async ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== 'EEXIST') throw new StateFileError(`${file} cannot be written: ${message}.`);
    const holder = Number(await readFile(file, 'utf8'));
    if (holder && holder !== process.pid && isAlive(holder))
      throw new StateFileError(
        `${basename(file, '.lock')} is in use by process ${holder}. Stop that first; if it is no simulated cloud, delete ${file}.`,
      );
    await rm(file);
    await take();
  });
  return () => rm(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
