import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Engines } from '../engines.ts';
import type { SpawnRuntime } from '../environment/runtime-process.ts';
import { toBytes } from '../http.ts';
import { spawnNodejs } from '../runtimes/nodejs/process.ts';

/** The managed runtimes that run here: their version as INIT_START names it, and the program that they are. */
const RUNTIMES = {
  'nodejs24.x': {
    version: 'nodejs:24.v1',
    spawner:
      (engines: Engines): SpawnRuntime =>
      (host, memoryBytes) =>
        spawnNodejs(engines.nodejs, host, memoryBytes),
  },
} as const;

export type SimulatedRuntime = keyof typeof RUNTIMES;

export const isSimulatedRuntime = (name: string): name is SimulatedRuntime => Object.hasOwn(RUNTIMES, name);

export const spawnerFor = (name: SimulatedRuntime, engines: Engines): SpawnRuntime =>
  RUNTIMES[name].spawner(engines);

/** The build of a managed runtime. AWS names it by a hash of its own; here it is the hash of its version. */
export function runtimeVersion(name: SimulatedRuntime, region: string): { version: string; arn: string } {
  const { version } = RUNTIMES[name];
  return { version, arn: `arn:aws:lambda:${region}::runtime:${bytesToHex(sha256(toBytes(version)))}` };
}
