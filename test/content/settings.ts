/** The function that samples and predictions are run in: Lambda's own defaults, 128 MB and 3 seconds. */
export const settings = {
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  memorySize: 128,
  timeout: 3,
  environment: {},
} as const;
