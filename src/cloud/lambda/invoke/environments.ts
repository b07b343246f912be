import { createEnvironment, type ExecutionEnvironment } from '../../environment/environment.ts';
import { functionVariables } from '../../environment/variables.ts';
import type { LambdaFunction } from '../functions.ts';
import { runtimeVersion, spawnerFor } from '../runtimes.ts';
import type { LambdaService } from '../service.ts';

/** A warm environment of the function that is free, else a new one. */
export function acquireEnvironment(service: LambdaService, target: LambdaFunction): ExecutionEnvironment {
  const free = target.environments.find((environment) => !environment.busy());
  if (free) return free;
  const { configuration, code } = target;
  const { random, clock } = service;
  const logStreamName = `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${random.hex(32)}`;
  const created = createEnvironment(
    {
      id: random.hex(8),
      functionName: configuration.FunctionName,
      functionVersion: '$LATEST',
      memorySize: configuration.MemorySize,
      timeout: configuration.Timeout,
      packageBytes: configuration.CodeSize,
      runtimeVersion: runtimeVersion(configuration.Runtime, service.account.region),
      variables: functionVariables(service.account.region, configuration, logStreamName),
      readFile: (path) => code.get(path.replace(/^\/var\/task\//, '')),
      spawn: spawnerFor(configuration.Runtime, service.engines),
    },
    { clock, trace: service.trace, random: random.fork(), realTime: service.realTime },
  );
  target.environments.push(created);
  return created;
}
