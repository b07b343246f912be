import type { Cloud } from '../cloud/cloud.ts';

/** What `GetFunctionConfiguration` says of a function. */
interface Configuration {
  Handler: string;
  MemorySize: number;
  LoggingConfig: { LogGroup: string };
  Environment?: { Variables?: Record<string, string> };
}

/** Where a function's runtime and its SDK find the account; `address` as `serveRuntimeApi` gives it. */
interface Places {
  address: string;
  /** Of the account, `http://127.0.0.1:9000`. */
  endpoint: string;
}

/** The environment variables of a runtime's process but `LAMBDA_TASK_ROOT`; undefined while there is no such function. */
export async function runtimeVariables(
  cloud: Cloud,
  functionName: string,
  { address, endpoint }: Places,
): Promise<Record<string, string> | undefined> {
  const { statusCode, body } = await cloud.handle({
    method: 'GET',
    path: `/2015-03-31/functions/${functionName}/configuration`,
    query: {},
    queryLists: {},
    headers: { host: 'lambda.us-east-1.amazonaws.com' },
    body: new Uint8Array(),
  });
  if (statusCode !== 200) return undefined;
  const { Handler, MemorySize, LoggingConfig, Environment }: Configuration = JSON.parse(
    new TextDecoder().decode(body),
  );
  return {
    ...Environment?.Variables,
    AWS_LAMBDA_RUNTIME_API: address,
    _HANDLER: Handler,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: LoggingConfig.LogGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: 'attached',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
  };
}

/** The same as lines for a shell that stands in the folder of the code. */
export const asExports = (variables: Readonly<Record<string, string>>): string =>
  [
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`),
    'export LAMBDA_TASK_ROOT="$PWD"',
  ].join('\n');

/** As a shell reads it. */
const quoted = (text: string) =>
  /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
