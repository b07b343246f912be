import { tooManyRequests } from '../errors.ts';
import { type LambdaFunction, versionsOf } from '../functions.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';

/** What the functions without a reservation share. */
export function unreserved({ functions }: LambdaService): number {
  const reserved = [...functions.values()].reduce((sum, one) => sum + (one.reservedConcurrency ?? 0), 0);
  return LIMITS.concurrentExecutions - reserved;
}

/** @throws TooManyRequestsException when one more invocation would be more than the function, or the account, may have */
export function mustHaveCapacity(service: LambdaService, target: LambdaFunction): void {
  if (target.reservedConcurrency !== undefined) {
    if (busy(target) >= target.reservedConcurrency)
      throw tooManyRequests('ReservedFunctionConcurrentInvocationLimitExceeded');
    return;
  }
  const sharing = [...service.functions.values()].filter((one) => one.reservedConcurrency === undefined);
  const running = sharing.reduce((sum, one) => sum + busy(one), 0);
  if (running >= unreserved(service)) throw tooManyRequests('ConcurrentInvocationLimitExceeded');
}

const busy = (target: LambdaFunction) =>
  versionsOf(target).flatMap(({ environments }) => environments.filter((one) => one.busy())).length;
