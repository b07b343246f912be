import { type Limits, type Quota, range } from './quota.ts';
import * as read from './sources.ts';

/** What Lambda polls, and how. */
export const mappings = (limits: Limits): readonly Quota[] => [
  {
    id: 'batch',
    name: 'Records in a batch',
    value: range(limits.mappingBatchSize, 'records'),
    default: '10 records of SQS, 100 of all others',
    note: 'A FIFO queue gives 10 at most. A batch is full at 6 MB, too.',
    source: read.model,
  },
  {
    id: 'batching-window',
    name: 'Wait for a batch to fill',
    value: range(limits.mappingWindowSeconds, 'seconds'),
    default: '0 seconds for SQS, Kinesis and DynamoDB',
    note: 'More than 10 messages of SQS need a window of at least 1 second.',
    source: read.mappings,
  },
  {
    id: 'parallelization',
    name: 'Batches of one shard at once',
    value: range(limits.mappingParallelization, 'batches'),
    default: '1 batch',
    source: read.model,
  },
  {
    id: 'polled-record-age',
    name: 'Age up to which a record of a stream is tried',
    value: range(limits.mappingRecordAgeSeconds, 'seconds'),
    default: '-1: until the record expires',
    source: read.model,
  },
  {
    id: 'polled-retries',
    name: 'Retries of a batch of a stream',
    value: range(limits.mappingRetries, 'retries'),
    default: '-1: until the records expire',
    source: read.model,
  },
  {
    id: 'tumbling-window',
    name: 'Window of an aggregation over a stream',
    value: range(limits.mappingTumblingSeconds, 'seconds'),
    source: read.model,
  },
  {
    id: 'polling-concurrency',
    name: 'Invocations at once for one queue, where that is limited',
    value: range(limits.mappingConcurrency, 'invocations'),
    source: read.model,
  },
  {
    id: 'filters',
    name: 'Filters of one mapping',
    value: '5 filters',
    raised: '10 filters',
    source: read.filtering,
  },
];
