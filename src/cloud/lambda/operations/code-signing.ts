import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { codeSigningConfigNotFound, ServiceError } from '../errors.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { findLatest } from './find.ts';
import { inputOf } from './input.ts';

/** There are no code signing configurations in the account, so no function has one. */
export function getFunctionCodeSigningConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  findLatest(service, request, FunctionName);
  return json(200, {});
}

export function putFunctionCodeSigningConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const { CodeSigningConfigArn } = inputOf<{ CodeSigningConfigArn?: string }>(request);
  findLatest(service, request, FunctionName);
  throw codeSigningConfigNotFound(
    `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${CodeSigningConfigArn}.`,
  );
}

export function deleteFunctionCodeSigningConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  findLatest(service, request, FunctionName);
  return noContent();
}

export const listCodeSigningConfigs = (): CloudResponse => json(200, { CodeSigningConfigs: [] });

/** What AWS says of one that is not there; it does not say that this is the user's fault (recorded 2023-11). */
export function codeSigningConfigMissing(
  _service: LambdaService,
  _request: CloudRequest,
  { CodeSigningConfigArn }: PathParameters,
): CloudResponse {
  throw new ServiceError(
    'ResourceNotFoundException',
    404,
    `The Lambda code signing configuration ${CodeSigningConfigArn} can not be found.`,
  );
}
