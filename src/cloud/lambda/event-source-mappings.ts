import { CALIBRATION } from '../environment/calibration.ts';
import type { DestinationConfig } from './event-invoke-config.ts';
import type { AccountIdentity } from './functions.ts';
import type { Tags } from './operations/tags.ts';
import type { LambdaService } from './service.ts';

/** What can be set for an event source mapping; the names are those of the API. */
export interface MappingSettings {
  BatchSize: number;
  MaximumBatchingWindowInSeconds: number;
  FilterCriteria?: { Filters?: readonly { Pattern?: string }[] };
  FunctionResponseTypes: readonly string[];
  ScalingConfig?: { MaximumConcurrency?: number };
  ParallelizationFactor?: number;
  BisectBatchOnFunctionError?: boolean;
  MaximumRecordAgeInSeconds?: number;
  MaximumRetryAttempts?: number;
  TumblingWindowInSeconds?: number;
  DestinationConfig?: Partial<DestinationConfig>;
  SourceAccessConfigurations?: readonly unknown[];
  KMSKeyArn?: string;
  LoggingConfig?: unknown;
  MetricsConfig?: unknown;
  AmazonManagedKafkaEventSourceConfig?: unknown;
  SelfManagedKafkaEventSourceConfig?: unknown;
  DocumentDBEventSourceConfig?: unknown;
  ProvisionedPollerConfig?: unknown;
}

/** That is set for good when the mapping is created. */
export interface MappingSource {
  EventSourceArn?: string;
  SelfManagedEventSource?: { Endpoints?: { KAFKA_BOOTSTRAP_SERVERS?: readonly string[] } };
  Topics?: readonly string[];
  Queues?: readonly string[];
  StartingPosition?: string;
  /** Seconds since 1970. */
  StartingPositionTimestamp?: number;
}

/** An event source that Lambda shall poll for a function: plain data. */
export interface EventSourceMapping extends MappingSettings, MappingSource {
  UUID: string;
  FunctionArn: string;
  State: 'Creating' | 'Enabling' | 'Enabled' | 'Disabling' | 'Disabled' | 'Updating' | 'Deleting';
  /** Where a state that passes leads to, and when (ms since 1970). */
  next: { state: 'Enabled' | 'Disabled' | 'gone'; at: number } | undefined;
  /** ms since 1970. */
  lastModified: number;
  tags: Tags;
}

export type SourceKind = 'sqs' | 'kinesis' | 'dynamodb' | 'kafka' | 'mq' | 'docdb';

const KINDS: Readonly<Record<string, SourceKind>> = {
  sqs: 'sqs',
  kinesis: 'kinesis',
  dynamodb: 'dynamodb',
  kafka: 'kafka',
  mq: 'mq',
  rds: 'docdb',
};

/** Which kind of source it is; undefined when it is none that Lambda polls. */
export const kindOf = ({ EventSourceArn, SelfManagedEventSource }: MappingSource): SourceKind | undefined =>
  SelfManagedEventSource ? 'kafka' : KINDS[EventSourceArn?.split(':')[2] ?? ''];

export const isStream = (kind: SourceKind): boolean => kind === 'kinesis' || kind === 'dynamodb';

/** What a mapping has where nothing else is said. Source: recorded 2025-11 of SQS, Kinesis and DynamoDB. */
export const defaultsOf = (kind: SourceKind): MappingSettings => ({
  BatchSize: kind === 'sqs' ? 10 : 100,
  MaximumBatchingWindowInSeconds: 0,
  FunctionResponseTypes: [],
  ...(isStream(kind) && {
    ParallelizationFactor: 1,
    BisectBatchOnFunctionError: false,
    MaximumRecordAgeInSeconds: -1,
    MaximumRetryAttempts: -1,
    TumblingWindowInSeconds: 0,
    DestinationConfig: { OnFailure: {} },
  }),
});

/** Begins a state that passes. */
export function begin(
  service: LambdaService,
  mapping: EventSourceMapping,
  state: EventSourceMapping['State'],
  next: 'Enabled' | 'Disabled' | 'gone',
): void {
  mapping.State = state;
  mapping.next = { state: next, at: service.clock.now() + CALIBRATION.eventSourceMappingMs };
  settle(service, mapping);
}

/** Lets the state that passes come to its end when it is time. */
export function settle({ clock, eventSourceMappings }: LambdaService, mapping: EventSourceMapping): void {
  const { next } = mapping;
  if (!next) return;
  clock.schedule(next.at, () => {
    if (mapping.next !== next) return;
    mapping.next = undefined;
    if (next.state === 'gone') eventSourceMappings.delete(mapping.UUID);
    else mapping.State = next.state;
  });
}

const mappingArn = ({ region, accountId }: AccountIdentity, UUID: string): string =>
  `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${UUID}`;

/** The mapping as the API shows it. */
export function describeMapping(account: AccountIdentity, mapping: EventSourceMapping) {
  const { next, lastModified, tags, ...shown } = mapping;
  const kind = kindOf(mapping);
  const stream = kind !== undefined && isStream(kind);
  return {
    ...shown,
    EventSourceMappingArn: mappingArn(account, mapping.UUID),
    LastModified: lastModified / 1000,
    StateTransitionReason: stream ? 'User action' : 'USER_INITIATED',
    ...(stream && { LastProcessingResult: 'No records processed' }),
  };
}
