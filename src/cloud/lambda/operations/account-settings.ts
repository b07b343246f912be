import { type CloudResponse, json } from '../../http.ts';
import { versionsOf } from '../functions.ts';
import { unreserved } from '../invoke/capacity.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';

export function getAccountSettings(service: LambdaService): CloudResponse {
  const functions = [...service.functions.values()];
  return json(200, {
    AccountLimit: {
      TotalCodeSize: LIMITS.codeStorageBytes,
      CodeSizeUnzipped: LIMITS.unzippedPackageBytes,
      CodeSizeZipped: LIMITS.zippedPackageBytes,
      ConcurrentExecutions: LIMITS.concurrentExecutions,
      UnreservedConcurrentExecutions: unreserved(service),
    },
    AccountUsage: {
      TotalCodeSize: functions
        .flatMap(versionsOf)
        .reduce((sum, { configuration }) => sum + configuration.CodeSize, 0),
      FunctionCount: functions.length,
    },
  });
}
