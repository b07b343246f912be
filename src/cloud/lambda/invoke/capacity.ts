import { tooManyRequests } from '../errors.ts';
import { type FunctionVersion, type LambdaFunction, versionsOf } from '../functions.ts';
import { LIMITS } from '../limits.ts';
import { provisionedOf } from '../provisioned-concurrency.ts';
import type { LambdaService } from '../service.ts';
import { provisionedAndFree } from './environments.ts';

/** What the functions without a reservation share; what they keep ready is not in it. */
export function unreserved({ functions }: LambdaService): number {
  let setAside = 0;
  for (const one of functions.values()) setAside += one.reservedConcurrency ?? provisionedOf(one);
  return LIMITS.concurrentExecutions - setAside;
}

/**
 * An environment that is kept ready can always be had; for others there is what the function, or the account, has beside those. The one
 * process of an attached function serves one at a time, as if that were reserved.
 * @throws TooManyRequestsException when one more invocation would be more than that
 */
export function mustHaveCapacity(
  service: LambdaService,
  target: LambdaFunction,
  version: FunctionVersion,
  qualifier: string | undefined,
): void {
  const attached = service.attached.get(target.latest.configuration.FunctionName);
  if (attached && (attached.owes() || busyOnDemand(target) > 0))
    throw tooManyRequests('ReservedFunctionConcurrentInvocationLimitExceeded');
  if (!attached && provisionedAndFree(version, qualifier)) return;
  if (target.reservedConcurrency !== undefined) {
    if (busyOnDemand(target) >= target.reservedConcurrency - provisionedOf(target))
      throw tooManyRequests('ReservedFunctionConcurrentInvocationLimitExceeded');
    return;
  }
  let running = 0;
  for (const one of service.functions.values())
    if (one.reservedConcurrency === undefined) running += busyOnDemand(one);
  if (running >= unreserved(service)) throw tooManyRequests('ConcurrentInvocationLimitExceeded');
}

function busyOnDemand(target: LambdaFunction): number {
  let busy = 0;
  for (const { environments } of versionsOf(target))
    for (const one of environments) if (one.provisionedFor === undefined && one.busy()) busy += 1;
  return busy;
}
