import type { CloudRequest } from '../../http.ts';
import { resourceNotFound } from '../errors.ts';
import { type FunctionReference, referenceOf } from '../function-name.ts';
import { type FunctionVersion, functionArn, type LambdaFunction, versionOf } from '../functions.ts';
import type { LambdaService } from '../service.ts';

interface Found {
  target: LambdaFunction;
  /** The one that the qualifier names, itself or by an alias. */
  version: FunctionVersion;
}

/** The function, and the version of it, that a call is about. @throws ResourceNotFoundException */
export function find(
  service: LambdaService,
  request: CloudRequest,
  functionName: string,
): Found & { reference: FunctionReference } {
  const reference = referenceOf(service.account, functionName, request.query.Qualifier);
  return { ...lookUp(service, reference), reference };
}

/**
 * The function of a call that can only be about `$LATEST`.
 * @throws ResourceNotFoundException, which names the function by the qualifier that was asked for, or `otherwise`
 */
export function findLatest(
  service: LambdaService,
  request: CloudRequest,
  functionName: string,
  otherwise?: string,
): LambdaFunction {
  const { name, qualifier } = referenceOf(service.account, functionName, request.query.Qualifier);
  const target = service.functions.get(name);
  if (!target || (qualifier !== undefined && qualifier !== '$LATEST'))
    throw functionNotFound(service, name, qualifier ?? otherwise);
  return target;
}

/** @throws ResourceNotFoundException, which names the function by the qualifier that was asked for, or `otherwise` */
export function lookUp(
  service: LambdaService,
  { name, qualifier }: FunctionReference,
  otherwise?: string,
): Found {
  const target = service.functions.get(name);
  const number = target?.aliases.get(qualifier ?? '')?.FunctionVersion ?? qualifier ?? '$LATEST';
  const version = target && versionOf(target, number);
  if (!version) throw functionNotFound(service, name, qualifier ?? otherwise);
  return { target, version };
}

export const functionNotFound = ({ account }: LambdaService, name: string, qualifier?: string) =>
  resourceNotFound(`Function not found: ${functionArn(account, name, qualifier)}`);
