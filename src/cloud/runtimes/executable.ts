import type { Engines } from '../engines.ts';
import type { FileSystem } from '../environment/file-system.ts';
import { PosixError } from '../environment/files/posix-error.ts';
import type { DirectoryNode } from '../environment/files/tree.ts';
import { EXECUTE } from '../environment/files/walk.ts';
import type { ProcessHost, RuntimeProcess, SpawnRuntime } from '../environment/runtime-process.ts';
import type { ExtensionProgram } from '../environment/settings.ts';
import { toText } from '../http.ts';
import { spawnBash } from './bash/process.ts';
import { spawnNodejs } from './nodejs/process.ts';

/** Where Lambda looks for the program of an OS-only runtime, in this order. */
const BOOTSTRAPS = ['/var/task/bootstrap', '/opt/bootstrap'];

const INVALID_ENTRYPOINT = 'Runtime.InvalidEntrypoint';

/** The program of an OS-only runtime: the first `bootstrap` that there is, in the function's package or in a layer. */
export const spawnBootstrap =
  (engines: Engines): SpawnRuntime =>
  (host, memoryBytes) => {
    const path = BOOTSTRAPS.find((each) => kindOf(host.files, each) === 'file');
    return path
      ? execute(engines, path, INVALID_ENTRYPOINT, false)(host, memoryBytes)
      : notStarted(host, INVALID_ENTRYPOINT, `Couldn't find valid bootstrap(s): [${BOOTSTRAPS.join(' ')}]`);
  };

/**
 * The external extensions that layers bring: the files of `/opt/extensions`, in order.
 * @param withNode the function's runtime brings Node.js
 */
export const extensionsOf = (engines: Engines, opt: DirectoryNode, withNode: boolean): ExtensionProgram[] => {
  const folder = opt.entries.get('extensions');
  if (folder?.kind !== 'directory') return [];
  return [...folder.entries]
    .filter(([, { kind }]) => kind === 'file')
    .map(([name]) => `/opt/extensions/${name}`)
    .sort()
    .map((path) => ({ path, spawn: execute(engines, path, 'Extension.LaunchError', withNode) }));
};

/** Starts a file as the system does, by the interpreter that its first line names. */
const execute =
  (engines: Engines, path: string, errorType: string, withNode: boolean): SpawnRuntime =>
  async (host, memoryBytes) => {
    const refuse = (why: string) => notStarted(host, errorType, `fork/exec ${path}: ${why}`);
    try {
      host.files.access(path, EXECUTE);
    } catch (error) {
      if (error instanceof PosixError) return refuse('permission denied');
      throw error;
    }
    const head = toText((host.files.readFile(path) ?? new Uint8Array()).subarray(0, 256));
    const [, interpreter = '', argument = ''] = /^#! *(\S+) *([^\n]*)/.exec(head) ?? [];
    if (head.startsWith('\u007fELF'))
      return notStarted(host, errorType, `${path} is machine code, which this simulator does not run.`);
    if (interpreter === '') return refuse('exec format error');
    const program = interpreter === '/usr/bin/env' ? argument.trim() : interpreter;
    if (/^(\/(usr\/)?bin\/)?(ba)?sh$/.test(program) && !argument.includes('\r'))
      return engines.bash
        ? spawnBash(await engines.bash(), host, memoryBytes, path)
        : notStarted(host, errorType, 'The shell is not loaded here.');
    if (withNode && /^(\/var\/lang\/bin\/)?node$/.test(program))
      return spawnNodejs(await engines.nodejs(), host, memoryBytes, { path });
    return refuse('no such file or directory');
  };

function kindOf(files: Pick<FileSystem, 'stat'>, path: string) {
  try {
    return files.stat(path).kind;
  } catch (error) {
    if (error instanceof PosixError) return undefined;
    throw error;
  }
}

const notStarted = async (
  host: ProcessHost,
  errorType: string,
  message: string,
): Promise<RuntimeProcess> => ({
  start: () => host.exit({ kind: 'not-started', errorType, message }),
  heapGrowth: () => 0,
  moduleState: async () => [],
  kill() {},
});
