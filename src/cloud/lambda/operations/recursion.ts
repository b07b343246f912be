import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import type { LambdaService } from '../service.ts';
import { mustHold, oneOf } from '../validation.ts';
import { findLatest } from './find.ts';
import { inputOf } from './input.ts';

/** Whether Lambda stops a function that calls itself in a loop through other services. */
export type RecursiveLoop = 'Allow' | 'Terminate';

export function getFunctionRecursionConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const target = findLatest(service, request, FunctionName);
  return json(200, { RecursiveLoop: target.recursiveLoop });
}

export function putFunctionRecursionConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const { RecursiveLoop = 'Terminate' } = inputOf<{ RecursiveLoop?: RecursiveLoop }>(request);
  mustHold(...oneOf(RecursiveLoop, 'recursiveLoop', ['Terminate', 'Allow']));
  const target = findLatest(service, request, FunctionName);
  target.recursiveLoop = RecursiveLoop;
  return json(200, { RecursiveLoop });
}
