/** Operations of the API that this simulator does not have: method, path and name, as in the API reference of 2026-11. */
const ABSENT = `
POST   /2014-11-13/functions/*/invoke-async InvokeAsync
POST   /2020-04-22/code-signing-configs CreateCodeSigningConfig
GET    /2021-07-20/functions/*/runtime-management-config GetRuntimeManagementConfig
PUT    /2021-07-20/functions/*/runtime-management-config PutRuntimeManagementConfig
GET    /2025-11-30/functions/*/function-scaling-config GetFunctionScalingConfig
PUT    /2025-11-30/functions/*/function-scaling-config PutFunctionScalingConfig
POST   /2025-11-30/capacity-providers CreateCapacityProvider
GET    /2025-11-30/capacity-providers ListCapacityProviders
GET    /2025-11-30/capacity-providers/* GetCapacityProvider
PUT    /2025-11-30/capacity-providers/* UpdateCapacityProvider
DELETE /2025-11-30/capacity-providers/* DeleteCapacityProvider
GET    /2025-11-30/capacity-providers/*/function-versions ListFunctionVersionsByCapacityProvider
GET    /2025-12-01/functions/*/durable-executions ListDurableExecutionsByFunction
GET    /2025-12-01/durable-executions/* GetDurableExecution
GET    /2025-12-01/durable-executions/*/history GetDurableExecutionHistory
GET    /2025-12-01/durable-executions/*/state GetDurableExecutionState
POST   /2025-12-01/durable-executions/*/checkpoint CheckpointDurableExecution
POST   /2025-12-01/durable-executions/*/stop StopDurableExecution
POST   /2025-12-01/durable-execution-callbacks/*/succeed SendDurableExecutionCallbackSuccess
POST   /2025-12-01/durable-execution-callbacks/*/fail SendDurableExecutionCallbackFailure
POST   /2025-12-01/durable-execution-callbacks/*/heartbeat SendDurableExecutionCallbackHeartbeat
GET    /2026-07-09/resource-policy/* GetResourcePolicy
PUT    /2026-07-09/resource-policy/* PutResourcePolicy
DELETE /2026-07-09/resource-policy/* DeleteResourcePolicy
`
  .trim()
  .split('\n')
  .map((line) => {
    const [method = '', path = '', operation = ''] = line.split(/ +/);
    return { method, path: new RegExp(`^${path.replaceAll('*', '[^/]+')}/?$`), operation };
  });

/** The name of an operation that is not here; undefined when Lambda has none of this method and path. */
export const absentOperation = (method: string, path: string): string | undefined =>
  ABSENT.find((one) => one.method === method && one.path.test(path))?.operation;
