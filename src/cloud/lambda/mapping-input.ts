import { invalidParameter } from './errors.ts';
import { destinationViolations } from './event-invoke-config.ts';
import {
  isStream,
  kindOf,
  type MappingSettings,
  type MappingSource,
  type SourceKind,
} from './event-source-mappings.ts';
import { LIMITS } from './limits.ts';
import type { Tags } from './operations/tags.ts';
import { eachOneOf, length, matching, oneOf, range } from './validation.ts';

/** What CreateEventSourceMapping and UpdateEventSourceMapping can say. */
export interface MappingInput extends Partial<MappingSettings>, MappingSource {
  FunctionName?: string;
  Enabled?: boolean;
  Tags?: Tags;
}

const SOURCE_ARN =
  'arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)';

const SETTINGS = [
  'AmazonManagedKafkaEventSourceConfig',
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'DocumentDBEventSourceConfig',
  'FilterCriteria',
  'FunctionResponseTypes',
  'KMSKeyArn',
  'LoggingConfig',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'MetricsConfig',
  'ParallelizationFactor',
  'ProvisionedPollerConfig',
  'ScalingConfig',
  'SelfManagedKafkaEventSourceConfig',
  'SourceAccessConfigurations',
  'TumblingWindowInSeconds',
] as const satisfies (keyof MappingSettings)[];

const SOURCE = [
  'EventSourceArn',
  'Queues',
  'SelfManagedEventSource',
  'StartingPosition',
  'StartingPositionTimestamp',
  'Topics',
] as const satisfies (keyof MappingSource)[];

/** The members that can be changed later. */
export const settingsOf = (input: MappingInput): Partial<MappingSettings> => pick(input, SETTINGS);

/** Those that cannot. */
export const sourceOf = (input: MappingInput): MappingSource => pick(input, SOURCE);

const pick = (input: MappingInput, names: readonly (keyof MappingInput)[]) =>
  Object.fromEntries(names.map((name) => [name, input[name]]).filter(([, value]) => value !== undefined));

/** What of the input is not as the API model says. */
export const mappingViolations = (input: MappingInput) => [
  ...matching(input.EventSourceArn, 'eventSourceArn', SOURCE_ARN),
  ...range(input.BatchSize, 'batchSize', LIMITS.mappingBatchSize),
  ...range(
    input.MaximumBatchingWindowInSeconds,
    'maximumBatchingWindowInSeconds',
    LIMITS.mappingWindowSeconds,
  ),
  ...range(input.ParallelizationFactor, 'parallelizationFactor', LIMITS.mappingParallelization),
  ...range(input.MaximumRecordAgeInSeconds, 'maximumRecordAgeInSeconds', LIMITS.mappingRecordAgeSeconds),
  ...range(input.MaximumRetryAttempts, 'maximumRetryAttempts', LIMITS.mappingRetries),
  ...range(input.TumblingWindowInSeconds, 'tumblingWindowInSeconds', LIMITS.mappingTumblingSeconds),
  ...range(
    input.ScalingConfig?.MaximumConcurrency,
    'scalingConfig.maximumConcurrency',
    LIMITS.mappingConcurrency,
  ),
  ...oneOf(input.StartingPosition, 'startingPosition', ['LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON']),
  ...length(input.Topics, 'topics', 1, 1),
  ...length(input.Queues, 'queues', 1, 1),
  ...eachOneOf(input.FunctionResponseTypes, 'functionResponseTypes', ['ReportBatchItemFailures']),
  ...destinationViolations(input.DestinationConfig),
];

/** The kind of source that a new mapping names. @throws ServiceError when it is none, or lacks what its kind needs */
export function mustBeSource(input: MappingInput): SourceKind {
  const kind = kindOf(input);
  if (input.DestinationConfig) mustTakeDestinations(kind, input.DestinationConfig);
  if (!kind) throw invalidParameter('Unrecognized event source.');
  if (input.SelfManagedEventSource && !input.SourceAccessConfigurations)
    throw invalidParameter("Required 'sourceAccessConfigurations' parameter is missing.");
  const { EventSourceArn, StartingPosition } = input;
  // In the words of the model's validator, yet with the code of Lambda's own checks (recorded 2025-11).
  if (isStream(kind) && StartingPosition === undefined)
    throw invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  if (kind === 'dynamodb' && StartingPosition === 'AT_TIMESTAMP')
    throw invalidParameter(`Unsupported starting position for arn type: ${EventSourceArn}`);
  return kind;
}

/** @throws InvalidParameterValueException when settings cannot be as they are together */
export function mustFitTogether(kind: SourceKind, settings: MappingSettings): void {
  const { BatchSize, MaximumBatchingWindowInSeconds: window, FilterCriteria, DestinationConfig } = settings;
  if (DestinationConfig) mustTakeDestinations(kind, DestinationConfig);
  if (kind === 'sqs' && BatchSize > 10 && window === 0)
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  const filters = FilterCriteria?.Filters ?? [];
  if (!filters.every(({ Pattern }) => isPattern(Pattern)))
    throw invalidParameter('Invalid filter pattern definition.');
}

function mustTakeDestinations(
  kind: SourceKind | undefined,
  { OnSuccess, OnFailure }: NonNullable<MappingSettings['DestinationConfig']>,
) {
  if (OnSuccess || (kind === 'sqs' && OnFailure?.Destination))
    throw invalidParameter('Unsupported DestinationConfig parameter for given event source mapping type.');
}

/** A pattern is the JSON of an object; what may stand in it, nothing here looks at. */
function isPattern(pattern: string | undefined): boolean {
  try {
    const value: unknown = JSON.parse(pattern ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
