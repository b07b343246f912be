/** Cases that the simulator does not pass yet, and the word for what each waits. The list only shrinks. */
export const WAITING: Readonly<Record<string, string>> = {
  'async-config-qualifiers': 'asynchronous invocation',
  'async-dead-letter-queue': 'asynchronous invocation',
  'async-failure-record-after-default-retries': 'asynchronous invocation',
  'async-success-record': 'asynchronous invocation',
  'async-zero-reserved-record': 'asynchronous invocation',
  'missing-fn-GetFunctionEventInvokeConfig': 'asynchronous invocation',
  'missing-version-GetFunctionEventInvokeConfig': 'asynchronous invocation',
  'esm-dynamodb-at-timestamp': 'event source mappings',
  'esm-errors': 'event source mappings',
  'esm-sqs-function-name-forms': 'event source mappings',
};
