import type { FunctionReference } from '../function-name.ts';
import type { FunctionVersion, LambdaFunction } from '../functions.ts';
import { lookUp } from '../operations/find.ts';
import type { LambdaService } from '../service.ts';

/** The version that serves an invocation: of an alias with weights, the one that chance picks. @throws ResourceNotFoundException */
export function route(
  service: LambdaService,
  target: LambdaFunction,
  reference: FunctionReference,
): FunctionVersion {
  const additional = target.aliases.get(reference.qualifier ?? '')?.additional;
  const picked = additional && service.random.next() < additional.weight ? additional.version : undefined;
  return lookUp(service, picked === undefined ? reference : { ...reference, qualifier: picked }).version;
}
