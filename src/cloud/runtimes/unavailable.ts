import type { SpawnRuntime } from '../environment/runtime-process.ts';

/** Stands in for a runtime that is not here: its init fails, and says why. */
export const spawnUnavailable =
  (errorMessage: string): SpawnRuntime =>
  async (host) => ({
    start() {
      const errorType = 'Runtime.NotInThisSimulator';
      host.log(`[ERROR] ${errorMessage}`);
      host.runtimeApi(
        {
          method: 'POST',
          path: '/2018-06-01/runtime/init/error',
          headers: { 'lambda-runtime-function-error-type': errorType },
          body: JSON.stringify({ errorType, errorMessage }),
        },
        () => undefined,
      );
      host.exit({ kind: 'status', code: 1 });
    },
    heapGrowth: () => 0,
    moduleState: async () => [],
    kill() {},
  });
