import { grouped, type Limits, type Quota, range, size } from './quota.ts';
import * as read from './sources.ts';

/** What goes in, what comes out, and what happens to it in between. */
export const events = (limits: Limits): readonly Quota[] => [
  {
    id: 'request-payload',
    name: 'Synchronous request',
    value: size(limits.requestPayloadBytes),
    source: read.quotas,
  },
  {
    id: 'response-payload',
    name: 'Synchronous response',
    value: '6 MB',
    note: 'Recorded to the byte: 6,291,556.',
    source: read.quotas,
  },
  {
    id: 'asynchronous-event',
    name: 'Asynchronous event',
    value: size(limits.eventPayloadBytes),
    before: { value: '128 KB, then 256 KB from 2018-11-16', until: '2025' },
    source: read.quotas,
  },
  {
    id: 'streamed-response',
    name: 'Streamed response',
    value: '200 MB',
    before: { value: '20 MB', until: '2025' },
    note: 'After the first 6 MB at most 2 MB a second.',
    source: read.streaming,
  },
  {
    id: 'headers',
    name: 'Request line and headers',
    value: '1 MB',
    source: read.quotas,
  },
  {
    id: 'client-context',
    name: 'Client context, in base64',
    value: `${grouped(limits.clientContextBytes)} bytes`,
    source: read.model,
  },
  {
    id: 'log-tail',
    name: 'Log that Invoke gives back',
    value: size(limits.logTailBytes),
    note: 'The last part of what the invocation logged.',
    source: read.sdk,
  },
  {
    id: 'retries',
    name: 'Retries of an asynchronous event after an error',
    value: range(limits.eventRetries, 'retries'),
    default: `${limits.eventRetries.default} retries`,
    source: read.model,
  },
  {
    id: 'event-age',
    name: 'Time an asynchronous event may wait',
    value: range(limits.eventAgeSeconds, 'seconds'),
    also: ['6 hours', 'six hours'],
    default: `${grouped(limits.eventAgeSeconds.default)} seconds`,
    source: read.model,
  },
  {
    id: 'retry-waits',
    name: 'Wait before each retry after an error',
    value: `${limits.eventRetrySeconds.join(' and ')} seconds`,
    also: ['one minute', 'two minutes'],
    source: read.asynchronous,
  },
  {
    id: 'back-off',
    name: 'Wait of an asynchronous event after a throttle',
    value: range(limits.eventBackOffSeconds, 'seconds'),
    note: 'It grows exponentially, until the event is too old.',
    source: read.asynchronous,
  },
  {
    id: 'dead-letter-message',
    name: 'Error message that a dead-letter queue gets',
    value: size(limits.deadLetterMessageBytes),
    source: read.asynchronous,
  },
  {
    id: 'recursion',
    name: 'Rounds after which a loop is stopped',
    value: `about ${limits.chainInvocations} invocations`,
    also: ['about sixteen rounds', 'about sixteen'],
    note: 'A function can be allowed to recurse.',
    source: read.recursion,
  },
];

/** One execution environment. */
export const environments: readonly Quota[] = [
  {
    id: 'init',
    name: 'Init on demand',
    value: '10 seconds',
    also: ['ten seconds'],
    note: 'Then Init runs again with the first event, under the timeout of the function.',
    source: read.environment,
  },
  {
    id: 'shutdown',
    name: 'Shutdown',
    value: '0 ms, 500 ms or 2,000 ms',
    note: 'Without extensions, with internal ones only, with external ones.',
    source: read.extensionsApi,
  },
  {
    id: 'file-descriptors',
    name: 'Open files and sockets',
    value: '1,024 descriptors',
    note: 'Lambda Managed Instances: 4,096.',
    source: read.quotas,
  },
  { id: 'processes', name: 'Processes and threads', value: '1,024 together', source: read.quotas },
  {
    id: 'bandwidth',
    name: 'Network',
    value: '625 Mbps',
    raised: '3,000 Mbps, outside of a VPC',
    note: 'A quota since 2026.',
    source: read.quotas,
  },
];

/** An account, in each Region. */
export const accounts = (limits: Limits): readonly Quota[] => [
  {
    id: 'concurrency',
    name: 'Invocations at once',
    value: `${grouped(limits.concurrentExecutions)} environments`,
    raised: 'tens of thousands',
    note: 'A new account starts with less; AWS raises it as you use it.',
    source: read.quotas,
  },
  {
    id: 'unreserved-concurrency',
    name: 'Concurrency that no function may reserve',
    value: `${limits.leastUnreservedConcurrency} environments`,
    note: `A function can reserve from ${limits.reservedConcurrency.min}, which stops it, to all but these.`,
    source: read.reserved,
  },
  {
    id: 'provisioned-concurrency',
    name: 'Provisioned concurrency of a version or alias',
    value: `from ${limits.provisionedConcurrency.min} environment`,
    note: 'It comes off what is reserved for the function, else off what no function has reserved.',
    source: read.model,
  },
  {
    id: 'scaling-rate',
    name: 'New environments for each function',
    value: '1,000 environments every 10 seconds',
    before: {
      value: '500 to 3,000 at once, then 500 a minute, for all functions together',
      until: '2023-11-27',
    },
    source: read.concurrency,
  },
  {
    id: 'request-rate',
    name: 'Synchronous requests a second',
    value: '10 times the concurrency',
    source: read.concurrency,
  },
  {
    id: 'api-rate',
    name: 'Control-plane calls a second, all together',
    value: '15 calls',
    note: 'GetFunction has 100 of its own, GetPolicy 15.',
    source: read.quotas,
  },
  {
    id: 'network-interfaces',
    name: 'Network interfaces of a VPC',
    value: '500 interfaces',
    raised: 'thousands',
    before: { value: '250 interfaces' },
    source: read.quotas,
  },
];

/** What is billed. */
export const bills: readonly Quota[] = [
  {
    id: 'billing-step',
    name: 'Time is rounded up to',
    value: '1 ms',
    before: { value: '100 ms', until: '2020-12-01' },
    source: read.announcement,
  },
  {
    id: 'init-billing',
    name: 'Init of a zip package',
    value: 'billed',
    before: { value: 'not billed on managed runtimes', until: '2025-08-01' },
    source: read.blog,
  },
];
