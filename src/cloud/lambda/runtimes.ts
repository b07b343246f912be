import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Engines } from '../engines.ts';
import { CALIBRATION } from '../environment/calibration.ts';
import type { SpawnRuntime } from '../environment/runtime-process.ts';
import { toBytes } from '../http.ts';
import { spawnBootstrap } from '../runtimes/executable.ts';
import { spawnNodejs } from '../runtimes/nodejs/process.ts';
import { spawnPython } from '../runtimes/python/process.ts';
import { spawnUnavailable } from '../runtimes/unavailable.ts';

interface Runtime {
  /** As INIT_START names it. */
  version: string;
  spawner(engines: Engines): SpawnRuntime;
  /** Whether its processes can be kept as snapshots. */
  snapStart?: boolean;
  /** Where it is not as `CALIBRATION` has it for Node.js. */
  initMs?: number;
  memoryBaseMB?: number;
}

const otherPython = (minor: number): Runtime => ({
  version: `python:3.${minor}.v1`,
  spawner: () =>
    spawnUnavailable(
      `python3.${minor} does not run in this simulator: of the Python runtimes it has python3.14 only. Change the function’s runtime to python3.14.`,
    ),
});

const nodejs =
  (engines: Engines): SpawnRuntime =>
  async (host, memoryBytes) =>
    spawnNodejs(await engines.nodejs(), host, memoryBytes);

/** The runtimes that are known here, and the program that each of them is. */
const RUNTIMES: Readonly<Record<string, Runtime>> = {
  'nodejs24.x': { version: 'nodejs:24.v1', spawner: nodejs },
  'nodejs22.x': { version: 'nodejs:22.v1', spawner: nodejs },
  'python3.14': {
    version: 'python:3.14.v1',
    snapStart: true,
    spawner:
      ({ python }: Engines): SpawnRuntime =>
      async (host, memoryBytes, from) =>
        python
          ? spawnPython(await python(), host, memoryBytes, from)
          : spawnUnavailable('The Python engine is not loaded here.')(host, memoryBytes),
    initMs: CALIBRATION.pythonInitMs,
    memoryBaseMB: CALIBRATION.pythonMemoryMB,
  },
  'provided.al2023': {
    version: 'provided:al2023.v1',
    spawner: spawnBootstrap,
    initMs: CALIBRATION.bootstrapInitMs,
    memoryBaseMB: CALIBRATION.bootstrapMemoryMB,
  },
  'python3.13': otherPython(13),
  'python3.12': otherPython(12),
  'python3.11': otherPython(11),
  'python3.10': otherPython(10),
};

const runtimeOf = (name: string): Runtime =>
  RUNTIMES[name] ?? {
    version: name,
    spawner: () =>
      spawnUnavailable(
        `${name} does not run in this simulator, which has nodejs24.x, nodejs22.x, python3.14 and provided.al2023. Change the function’s runtime to one of them.`,
      ),
  };

/** What an environment of a runtime is made from. One that is not here is a program that says so on every invocation. */
export function programOf(name: string, engines: Engines) {
  const { spawner, initMs, memoryBaseMB } = runtimeOf(name);
  return {
    spawn: spawner(engines),
    runtimeInitMs: initMs ?? CALIBRATION.runtimeInitMs,
    memoryBaseMB: memoryBaseMB ?? CALIBRATION.memoryBaseMB,
  };
}

export const hasSnapStart = (name: string): boolean => runtimeOf(name).snapStart ?? false;

/** The build of a managed runtime. AWS names it by a hash of its own; here it is the hash of its version. */
export function runtimeVersion(name: string, region: string): { version: string; arn: string } {
  const { version } = runtimeOf(name);
  return { version, arn: `arn:aws:lambda:${region}::runtime:${bytesToHex(sha256(toBytes(version)))}` };
}
