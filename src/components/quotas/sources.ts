/** What was read for a figure, and when. */
export interface Source {
  name: string;
  read: string;
  url?: string;
}

/** A page of the AWS Lambda Developer Guide. */
const page = (name: string, file: string): Source => ({
  name: `${name} page`,
  read: 'Jul–Oct 2026',
  url: `https://docs.aws.amazon.com/lambda/latest/dg/${file}.html`,
});

export const quotas = page('Quotas', 'gettingstarted-limits');
export const memory = page('Memory', 'configuration-memory');
export const timeout = page('Timeout', 'configuration-timeout');
export const ephemeralStorage = page('Ephemeral storage', 'configuration-ephemeral-storage');
export const versions = page('Versions', 'configuration-versions');
export const extensions = page('Extensions', 'lambda-extensions');
export const streaming = page('Response streaming', 'configuration-response-streaming');
export const recursion = page('Recursive loops', 'invocation-recursion');
export const environment = page('Execution environment', 'lambda-runtime-environment');
export const extensionsApi = page('Extensions API', 'runtimes-extensions-api');
export const asynchronous = page('Asynchronous invocation', 'invocation-async-error-handling');
export const mappings = page('Event source mappings', 'invocation-eventsourcemapping');
export const filtering = page('Event filtering', 'invocation-eventfiltering');
export const reserved = page('Reserved concurrency', 'configuration-concurrency');
export const concurrency = page('Concurrency', 'lambda-concurrency');

export const sdk: Source = { name: 'AWS SDK, @aws-sdk/client-lambda 3.1164.0', read: 'Nov 2026' };
export const model: Source = { name: 'AWS’s model of the API, in botocore 1.43.107', read: 'Oct 2026' };
export const recorded: Source = { name: 'Recorded answers of AWS', read: 'Nov 2025 – Feb 2026' };
export const announcement: Source = { name: 'AWS announcement', read: 'Dec 2020' };
export const blog: Source = { name: 'AWS Compute Blog', read: '2025' };
