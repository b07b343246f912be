import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Engines } from '../engines.ts';
import type { SpawnRuntime } from '../environment/runtime-process.ts';
import { toBytes } from '../http.ts';
import { spawnNodejs } from '../runtimes/nodejs/process.ts';
import { spawnPython } from '../runtimes/python/process.ts';
import { spawnUnavailable } from '../runtimes/unavailable.ts';

interface ManagedRuntime {
  /** As INIT_START names it. */
  version: string;
  spawner(engines: Engines): SpawnRuntime;
}

const otherPython = (minor: number): ManagedRuntime => ({
  version: `python:3.${minor}.v1`,
  spawner: () =>
    spawnUnavailable(
      `python3.${minor} does not run in this simulator: of the Python runtimes it has python3.14 only. Change the function’s runtime to python3.14.`,
    ),
});

/** The managed runtimes that are known here, and the program that each of them is. */
const RUNTIMES = {
  'nodejs24.x': {
    version: 'nodejs:24.v1',
    spawner:
      (engines: Engines): SpawnRuntime =>
      (host, memoryBytes) =>
        spawnNodejs(engines.nodejs, host, memoryBytes),
  },
  'python3.14': {
    version: 'python:3.14.v1',
    spawner:
      ({ python }: Engines): SpawnRuntime =>
      async (host, memoryBytes) =>
        python
          ? spawnPython(await python(), host, memoryBytes)
          : spawnUnavailable('The Python engine is not loaded here.')(host, memoryBytes),
  },
  'python3.13': otherPython(13),
  'python3.12': otherPython(12),
  'python3.11': otherPython(11),
  'python3.10': otherPython(10),
} as const satisfies Record<string, ManagedRuntime>;

export type SimulatedRuntime = keyof typeof RUNTIMES;

export const isSimulatedRuntime = (name: string): name is SimulatedRuntime => Object.hasOwn(RUNTIMES, name);

export const spawnerFor = (name: SimulatedRuntime, engines: Engines): SpawnRuntime =>
  RUNTIMES[name].spawner(engines);

/** The build of a managed runtime. AWS names it by a hash of its own; here it is the hash of its version. */
export function runtimeVersion(name: SimulatedRuntime, region: string): { version: string; arn: string } {
  const { version } = RUNTIMES[name];
  return { version, arn: `arn:aws:lambda:${region}::runtime:${bytesToHex(sha256(toBytes(version)))}` };
}
