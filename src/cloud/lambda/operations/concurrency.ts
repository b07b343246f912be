import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { invalidParameter, refused } from '../errors.ts';
import { referenceOf } from '../function-name.ts';
import type { LambdaFunction } from '../functions.ts';
import { unreserved } from '../invoke/capacity.ts';
import { LIMITS } from '../limits.ts';
import { provisionedOf } from '../provisioned-concurrency.ts';
import type { LambdaService } from '../service.ts';
import { mustHold, range } from '../validation.ts';
import { lookUp } from './find.ts';
import { inputOf } from './input.ts';

type Named = { FunctionName: string };

export function putFunctionConcurrency(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: Named,
): CloudResponse {
  const { ReservedConcurrentExecutions } = inputOf<{ ReservedConcurrentExecutions?: number }>(request);
  mustHold(
    ...range(ReservedConcurrentExecutions, 'reservedConcurrentExecutions', LIMITS.reservedConcurrency, {
      required: true,
    }),
  );
  const target = wholeFunction(service, FunctionName, '$LATEST');
  const asked = ReservedConcurrentExecutions ?? 0;
  const left = unreserved(service) + (target.reservedConcurrency ?? provisionedOf(target)) - asked;
  if (left < LIMITS.leastUnreservedConcurrency)
    throw refused(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LIMITS.leastUnreservedConcurrency}].`,
    );
  const provisioned = provisionedOf(target);
  if (asked < provisioned)
    // The spaces are AWS's own (recorded 2025-11).
    throw refused(
      ` ReservedConcurrentExecutions  ${asked} should not be lower than function's total provisioned concurrency [${provisioned}].`,
    );
  target.reservedConcurrency = asked;
  return json(200, { ReservedConcurrentExecutions: asked });
}

export function getFunctionConcurrency(
  service: LambdaService,
  _request: CloudRequest,
  { FunctionName }: Named,
): CloudResponse {
  return json(200, describeConcurrency(wholeFunction(service, FunctionName)) ?? {});
}

export function deleteFunctionConcurrency(
  service: LambdaService,
  _request: CloudRequest,
  { FunctionName }: Named,
): CloudResponse {
  wholeFunction(service, FunctionName).reservedConcurrency = undefined;
  return noContent();
}

/** What is reserved for a function; undefined when nothing is. */
export const describeConcurrency = ({ reservedConcurrency }: LambdaFunction) =>
  reservedConcurrency === undefined ? undefined : { ReservedConcurrentExecutions: reservedConcurrency };

/** Concurrency is reserved for a function, not for one of its versions. `shownAs` is the qualifier in "not found". */
function wholeFunction(service: LambdaService, functionName: string, shownAs?: string): LambdaFunction {
  const reference = referenceOf(service.account, functionName);
  if (reference.qualifier !== undefined)
    throw invalidParameter(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    );
  return lookUp(service, reference, shownAs).target;
}
