import type { Clock } from '../clock.ts';
import type { ExecutionEnvironment } from '../environment/environment.ts';
import type { SnapshotSource } from '../environment/snap-start.ts';
import type { Random } from '../random.ts';
import type { Architecture } from './configuration.ts';
import type { EventInvokeConfig } from './event-invoke-config.ts';
import { type LayerVersion, layerVersionArn } from './layers.ts';
import { LIMITS } from './limits.ts';
import type { LoggingConfig } from './logging.ts';
import type { RecursiveLoop } from './operations/recursion.ts';
import type { Tags } from './operations/tags.ts';
import type { Code } from './package.ts';
import type { Policy } from './policy.ts';
import type { ProvisionedConcurrency } from './provisioned-concurrency.ts';
import { runtimeVersion } from './runtimes.ts';
import type { FunctionUrl } from './url/function-url.ts';

/** What can be set for a function; the names are those of the API. */
export interface FunctionSettings {
  Runtime: string;
  Role: string;
  Handler: string;
  Description: string;
  MemorySize: number;
  Timeout: number;
  /** Undefined until it is set, even if to nothing. */
  Environment: Readonly<Record<string, string>> | undefined;
  Architectures: readonly Architecture[];
  EphemeralStorage: { Size: number };
  TracingConfig: { Mode: 'Active' | 'PassThrough' };
  SnapStart: { ApplyOn: 'PublishedVersions' | 'None' };
  LoggingConfig: LoggingConfig;
  Layers: readonly LayerVersion[];
  /** Where an event goes that could not be processed. */
  DeadLetterConfig: { TargetArn: string } | undefined;
}

export interface FunctionConfiguration extends FunctionSettings {
  FunctionName: string;
  Version: string;
  CodeSha256: string;
  CodeSize: number;
  /** All files of the deployment package, bytes. */
  unzippedBytes: number;
  LastModified: string;
  RevisionId: string;
  /** A version with SnapStart has failed when its init has. */
  state: 'Pending' | 'Active' | 'Failed';
  lastUpdateStatus: 'InProgress' | 'Successful' | undefined;
}

/** What an environment is made from. */
interface Deployed {
  configuration: FunctionConfiguration;
  code: Code;
}

/** `$LATEST` as it was last asked for, or a version that was published; and the environments that serve it alone. */
export interface FunctionVersion extends Deployed {
  /** What invocations run until the update in progress is done. */
  beforeUpdate: Deployed | undefined;
  environments: ExecutionEnvironment[];
  /** With SnapStart, once it was taken or is about to be. It is not saved: whoever loads the account takes another one. */
  snapshot?: SnapshotSource | undefined;
}

/** A name for a version. With a weight, another version gets that share of the invocations, 0 to 1. */
export interface Alias {
  Name: string;
  FunctionVersion: string;
  Description: string;
  RevisionId: string;
  additional: { version: string; weight: number } | undefined;
}

export interface LambdaFunction {
  latest: FunctionVersion;
  /** By number, in the order of publication. */
  published: Map<string, FunctionVersion>;
  aliases: Map<string, Alias>;
  /** By qualifier; that of the function itself by ''. */
  policies: Map<string, Policy>;
  /** What was last published, and as which version. */
  lastPublished: { version: string; content: string } | undefined;
  recursiveLoop: RecursiveLoop;
  reservedConcurrency: number | undefined;
  /** By version or alias. */
  provisionedConcurrency: Map<string, ProvisionedConcurrency>;
  /** By alias; that of the function itself by ''. */
  urls: Map<string, FunctionUrl>;
  /** By qualifier, `$LATEST` for the function itself. */
  eventInvokeConfigs: Map<string, EventInvokeConfig>;
  tags: Tags;
}

/** Every version: `$LATEST`, then the published ones. */
export const versionsOf = ({ latest, published }: LambdaFunction): FunctionVersion[] => [
  latest,
  ...published.values(),
];

export const versionOf = (
  { latest, published }: LambdaFunction,
  number: string,
): FunctionVersion | undefined => (number === '$LATEST' ? latest : published.get(number));

/** The versions that an alias points to. */
export const versionsBehind = ({ FunctionVersion, additional }: Alias): string[] =>
  additional ? [FunctionVersion, additional.version] : [FunctionVersion];

/** Whether its environments begin with a snapshot: of published versions alone. */
export const isSnapStarted = ({ Version, SnapStart }: FunctionConfiguration): boolean =>
  Version !== '$LATEST' && SnapStart.ApplyOn === 'PublishedVersions';

/** The simulated account, and the region it is in. */
export interface AccountIdentity {
  region: string;
  accountId: string;
}

export const functionArn = (
  { region, accountId }: AccountIdentity,
  functionName: string,
  qualifier?: string,
): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${functionName}${qualifier === undefined ? '' : `:${qualifier}`}`;

/** What a new function has where nothing else is said. */
export const defaultSettings = (functionName: string): FunctionSettings => ({
  Runtime: '',
  Role: '',
  Handler: '',
  Description: '',
  MemorySize: LIMITS.memorySizeMB.default,
  Timeout: LIMITS.timeoutSeconds.default,
  Environment: undefined,
  Architectures: ['x86_64'],
  EphemeralStorage: { Size: LIMITS.ephemeralStorageMB.default },
  TracingConfig: { Mode: 'PassThrough' },
  SnapStart: { ApplyOn: 'None' },
  LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${functionName}` },
  Layers: [],
  DeadLetterConfig: undefined,
});

/** What changes with every change. */
export const stamp = ({ clock, random }: { clock: Clock; random: Random }) => ({
  LastModified: new Date(clock.now()).toISOString().replace('Z', '+0000'),
  RevisionId: random.uuid(),
});

/** The configuration as GetFunction and its siblings show it; the ARN has the qualifier that was asked for. */
export function describeFunction(
  account: AccountIdentity,
  configuration: FunctionConfiguration,
  qualifier?: string,
) {
  const { state, lastUpdateStatus, Environment, SnapStart, Layers, unzippedBytes, ...rest } = configuration;
  const creating = { StateReason: 'The function is being created.', StateReasonCode: 'Creating' };
  const updating = {
    LastUpdateStatusReason: 'The function is being created.',
    LastUpdateStatusReasonCode: 'Creating',
  };
  return {
    ...rest,
    FunctionArn: functionArn(account, configuration.FunctionName, qualifier),
    ...(Environment && { Environment: { Variables: Environment } }),
    ...(Layers.length > 0 && {
      Layers: Layers.map((layer) => ({ Arn: layerVersionArn(account, layer), CodeSize: layer.CodeSize })),
    }),
    PackageType: 'Zip',
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersion(configuration.Runtime, account.region).arn },
    SnapStart: { ...SnapStart, OptimizationStatus: isSnapStarted(configuration) ? 'On' : 'Off' },
    State: state,
    ...(state === 'Pending' && creating),
    // The API reference has this code; AWS's words for it are not known to us.
    ...(state === 'Failed' && { StateReasonCode: 'FunctionError' }),
    ...(lastUpdateStatus && { LastUpdateStatus: lastUpdateStatus }),
    ...(lastUpdateStatus === 'InProgress' && updating),
  };
}
