import type { Engines } from '../engines.ts';
import type { SpawnRuntime } from '../environment/runtime-process.ts';
import { spawnNodejs } from '../runtimes/nodejs/process.ts';

/** The managed runtimes that run here, and the programs that they are. */
const RUNTIMES = {
  'nodejs24.x':
    (engines: Engines): SpawnRuntime =>
    (host, memoryBytes) =>
      spawnNodejs(engines.nodejs, host, memoryBytes),
} as const;

export type SimulatedRuntime = keyof typeof RUNTIMES;

export const isSimulatedRuntime = (name: string): name is SimulatedRuntime => Object.hasOwn(RUNTIMES, name);

export const spawnerFor = (name: SimulatedRuntime, engines: Engines): SpawnRuntime => RUNTIMES[name](engines);
