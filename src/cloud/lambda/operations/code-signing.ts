import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { codeSigningConfigNotFound } from '../errors.ts';
import type { LambdaService } from '../service.ts';
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
