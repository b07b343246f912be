import type { ExecutionEnvironment } from '../environment/environment.ts';
import type { DirectoryNode } from '../environment/files/tree.ts';
import { LIMITS } from './limits.ts';
import { runtimeVersion, type SimulatedRuntime } from './runtimes.ts';

/** What is configured for a function; the names are those of the API. */
export interface FunctionConfiguration {
  FunctionName: string;
  Runtime: SimulatedRuntime;
  Role: string;
  Handler: string;
  Description: string;
  MemorySize: number;
  Timeout: number;
  Environment: Record<string, string>;
  CodeSha256: string;
  CodeSize: number;
  LastModified: string;
  RevisionId: string;
  state: 'Pending' | 'Active';
  lastUpdateStatus: 'InProgress' | 'Successful' | undefined;
}

/** A function with its code and the environments that serve `$LATEST`. */
export interface LambdaFunction {
  configuration: FunctionConfiguration;
  /** Its code, unpacked: `/var/task` in every environment. */
  code: DirectoryNode;
  environments: ExecutionEnvironment[];
}

/** The simulated account, and the region it is in. */
export interface AccountIdentity {
  region: string;
  accountId: string;
}

export const functionArn = ({ region, accountId }: AccountIdentity, functionName: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;

/** The configuration as GetFunction and its siblings show it. */
export function describeFunction(account: AccountIdentity, configuration: FunctionConfiguration) {
  const { state, lastUpdateStatus, Environment, ...rest } = configuration;
  const creating = { StateReason: 'The function is being created.', StateReasonCode: 'Creating' };
  const updating = {
    LastUpdateStatusReason: 'The function is being created.',
    LastUpdateStatusReasonCode: 'Creating',
  };
  return {
    ...rest,
    FunctionArn: functionArn(account, configuration.FunctionName),
    Version: '$LATEST',
    ...(Object.keys(Environment).length > 0 && { Environment: { Variables: Environment } }),
    TracingConfig: { Mode: 'PassThrough' },
    PackageType: 'Zip',
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersion(configuration.Runtime, account.region).arn },
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: LIMITS.ephemeralStorageMB.default },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${configuration.FunctionName}` },
    State: state,
    ...(state === 'Pending' && creating),
    ...(lastUpdateStatus && { LastUpdateStatus: lastUpdateStatus }),
    ...(lastUpdateStatus === 'InProgress' && updating),
  };
}
