import { invalidParameter, notSimulated } from './errors.ts';
import type { FunctionSettings } from './functions.ts';
import { askedLayers } from './layers.ts';
import { LIMITS } from './limits.ts';
import { type LoggingInput, loggingConfig, loggingViolations } from './logging.ts';
import { mustBeRuntime } from './runtime-identifiers.ts';
import type { LambdaService } from './service.ts';
import { eachOneOf, keysMatching, length, matching, oneOf, range } from './validation.ts';
import { variablesOf } from './variables.ts';

/** What CreateFunction and UpdateFunctionConfiguration can say of a function; the names are those of the API. */
export interface ConfigurationInput {
  Runtime?: string;
  Role?: string;
  Handler?: string;
  Description?: string;
  MemorySize?: number;
  Timeout?: number;
  Environment?: { Variables?: Record<string, string> };
  EphemeralStorage?: { Size?: number };
  TracingConfig?: { Mode?: 'Active' | 'PassThrough' };
  SnapStart?: { ApplyOn?: 'PublishedVersions' | 'None' };
  LoggingConfig?: LoggingInput;
  Architectures?: Architecture[];
  Layers?: string[];
  DeadLetterConfig?: { TargetArn?: string };
}

export const ARCHITECTURES = ['x86_64', 'arm64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

const ROLE = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';
const TARGET = '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()';
const VARIABLE_NAME = '[a-zA-Z]([a-zA-Z0-9_])+';
const SNAPSTART_RUNTIME = /^(java(11|17|21|25)|python3\.1[2-9]|dotnet(8|10))$/;

/** Members of the input that change what a function does, and that nothing here acts on. */
const NOT_SIMULATED = [
  'CapacityProviderConfig',
  'CodeSigningConfigArn',
  'DurableConfig',
  'FileSystemConfigs',
  'ImageConfig',
  'KMSKeyArn',
  'TenancyConfig',
  'VpcConfig',
];

/** What of the input is not as the API model says. */
export const configurationViolations = (input: ConfigurationInput) => [
  ...matching(input.Role, 'role', ROLE),
  ...matching(input.Handler, 'handler', '[^\\s]+'),
  ...length(input.Handler, 'handler', 0, LIMITS.handlerLength),
  ...length(input.Description, 'description', 0, LIMITS.descriptionLength),
  ...range(input.MemorySize, 'memorySize', LIMITS.memorySizeMB),
  ...range(input.Timeout, 'timeout', LIMITS.timeoutSeconds),
  ...range(input.EphemeralStorage?.Size, 'ephemeralStorage.size', LIMITS.ephemeralStorageMB),
  ...keysMatching(input.Environment?.Variables, 'environment.variables', VARIABLE_NAME),
  ...length(input.Architectures, 'architectures', 1, 1),
  ...eachOneOf(input.Architectures, 'architectures', ARCHITECTURES),
  ...oneOf(input.TracingConfig?.Mode, 'tracingConfig.mode', ['Active', 'PassThrough']),
  ...oneOf(input.SnapStart?.ApplyOn, 'snapStart.applyOn', ['PublishedVersions', 'None']),
  ...matching(input.DeadLetterConfig?.TargetArn, 'deadLetterConfig.targetArn', TARGET),
  ...loggingViolations(input.LoggingConfig),
];

/** @throws ServiceError when the input asks for something that nothing here would act on */
export function mustBeSimulated(operation: string, input: object): void {
  const asked = NOT_SIMULATED.find((name) => isSet(input, name));
  if (asked) throw notSimulated(`This simulator does not have ${asked} of ${operation} yet.`);
}

const isSet = (input: object, name: string) => {
  const value: unknown = (input as Record<string, unknown>)[name];
  if (typeof value !== 'object' || value === null)
    return value !== undefined && value !== null && value !== false;
  return Object.values(value).some((item) => !Array.isArray(item) || item.length > 0);
};

/** `before` with what the input says instead. @throws InvalidParameterValueException */
export function configured(
  service: LambdaService,
  input: ConfigurationInput,
  before: FunctionSettings,
): FunctionSettings {
  if (input.Runtime !== undefined) mustBeRuntime(input.Runtime);
  const after: FunctionSettings = {
    Runtime: input.Runtime ?? before.Runtime,
    Role: input.Role ?? before.Role,
    Handler: input.Handler ?? before.Handler,
    Description: input.Description ?? before.Description,
    MemorySize: input.MemorySize ?? before.MemorySize,
    Timeout: input.Timeout ?? before.Timeout,
    Environment: input.Environment ? variablesOf(input.Environment.Variables ?? {}) : before.Environment,
    Architectures: input.Architectures ?? before.Architectures,
    EphemeralStorage: { Size: input.EphemeralStorage?.Size ?? before.EphemeralStorage.Size },
    TracingConfig: { Mode: input.TracingConfig?.Mode ?? before.TracingConfig.Mode },
    SnapStart: { ApplyOn: input.SnapStart?.ApplyOn ?? before.SnapStart.ApplyOn },
    LoggingConfig: loggingConfig(input.LoggingConfig, before.LoggingConfig),
    Layers: input.Layers ? askedLayers(service, input.Layers) : before.Layers,
    DeadLetterConfig: input.DeadLetterConfig ? deadLetters(input.DeadLetterConfig) : before.DeadLetterConfig,
  };
  if (after.SnapStart.ApplyOn !== 'None' && !SNAPSTART_RUNTIME.test(after.Runtime))
    throw notWithSnapStart(after.Runtime);
  if (after.SnapStart.ApplyOn !== 'None' && after.EphemeralStorage.Size > LIMITS.ephemeralStorageMB.default)
    throw notWithSnapStart(`Ephemeral storage of ${after.EphemeralStorage.Size} MB`);
  return after;
}

/** Recorded of runtimes; for storage and provisioned concurrency the same words are our guess. */
export const notWithSnapStart = (what: string) =>
  invalidParameter(`${what} is not supported for SnapStart enabled functions.`);

/** An empty one takes the queue away. */
const deadLetters = ({ TargetArn }: { TargetArn?: string }) => (TargetArn ? { TargetArn } : undefined);
