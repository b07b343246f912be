import { type CloudResponse, json } from '../../http.ts';
import { versionsOf } from '../functions.ts';
import { unreserved } from '../invoke/capacity.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService } from '../service.ts';

export function getAccountSettings(service: LambdaService): CloudResponse {
  const functions = [...service.functions.values()];
  const packages = [
    ...functions.flatMap(versionsOf).map(({ configuration }) => configuration),
    ...[...service.layers.values()].flatMap(({ versions }) => [...versions.values()]),
  ];
  return json(200, {
    AccountLimit: {
      TotalCodeSize: LIMITS.codeStorageBytes,
      CodeSizeUnzipped: LIMITS.unzippedPackageBytes,
      CodeSizeZipped: LIMITS.zippedPackageBytes,
      ConcurrentExecutions: LIMITS.concurrentExecutions,
      UnreservedConcurrentExecutions: unreserved(service),
    },
    AccountUsage: {
      TotalCodeSize: packages.reduce((sum, { CodeSize }) => sum + CodeSize, 0),
      FunctionCount: functions.length,
    },
  });
}
