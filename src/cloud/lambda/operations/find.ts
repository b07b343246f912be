import type { CloudRequest } from '../../http.ts';
import { resourceNotFound } from '../errors.ts';
import { type FunctionReference, referenceOf } from '../function-name.ts';
import { functionArn, type LambdaFunction } from '../functions.ts';
import type { LambdaService } from '../service.ts';

/** The function, and the version of it, that a call is about. @throws ResourceNotFoundException */
export function find(
  service: LambdaService,
  request: CloudRequest,
  functionName: string,
): { target: LambdaFunction; reference: FunctionReference } {
  const reference = referenceOf(service.account, functionName, request.query.Qualifier);
  return { target: lookUp(service, reference), reference };
}

/** @throws ResourceNotFoundException, which names the function by the qualifier that was asked for, or `otherwise` */
export function lookUp(
  service: LambdaService,
  { name, qualifier }: FunctionReference,
  otherwise?: string,
): LambdaFunction {
  const found = service.functions.get(name);
  if (found && (qualifier === undefined || qualifier === '$LATEST')) return found;
  throw functionNotFound(service, name, qualifier ?? otherwise);
}

export const functionNotFound = ({ account }: LambdaService, name: string, qualifier?: string) =>
  resourceNotFound(`Function not found: ${functionArn(account, name, qualifier)}`);
