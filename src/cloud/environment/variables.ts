import type { InitializationType } from './settings.ts';

/** What the environment variables of a function are made from. */
interface FunctionSettings {
  FunctionName: string;
  Version: string;
  Runtime: string;
  Handler: string;
  MemorySize: number;
  Environment: Readonly<Record<string, string>> | undefined;
  LoggingConfig: { LogGroup: string; LogFormat: string; ApplicationLogLevel?: string };
}

const nodejs = (runtime: string) => ({
  NODE_PATH: `/opt/nodejs/${runtime.replace('nodejs', 'node').replace('.x', '')}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task`,
});
function languageVariables(runtime: string): Record<string, string> {
  if (runtime.startsWith('nodejs')) return nodejs(runtime);
  return runtime.startsWith('python') ? PYTHON : {};
}
const PYTHON = { PYTHONPATH: '/var/runtime' };

/** Environment variables as a function sees them (recorded 2025–26). The credentials open nothing. */
export function functionVariables(
  region: string,
  { FunctionName, Version, Runtime, Handler, MemorySize, Environment, LoggingConfig }: FunctionSettings,
  logStreamName: string,
  initializationType: InitializationType,
): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    LD_LIBRARY_PATH:
      '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
    ...languageVariables(Runtime),
    TZ: ':UTC',
    PWD: '/var/task',
    SHLVL: '0',
    ...Environment,
    _HANDLER: Handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...(!Runtime.startsWith('provided') && { AWS_EXECUTION_ENV: `AWS_Lambda_${Runtime}` }),
    AWS_LAMBDA_FUNCTION_NAME: FunctionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_FUNCTION_VERSION: Version,
    AWS_LAMBDA_INITIALIZATION_TYPE: initializationType,
    // Not with SnapStart, whose environments have them in common.
    ...(initializationType !== 'snap-start' && {
      AWS_LAMBDA_LOG_GROUP_NAME: LoggingConfig.LogGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    }),
    ...(LoggingConfig.ApplicationLogLevel && {
      AWS_LAMBDA_LOG_FORMAT: LoggingConfig.LogFormat,
      AWS_LAMBDA_LOG_LEVEL: LoggingConfig.ApplicationLogLevel,
    }),
    AWS_LAMBDA_RUNTIME_API: '169.254.100.1:9001',
    AWS_ACCESS_KEY_ID: 'ASIASIMULATEDACCOUNT',
    AWS_SECRET_ACCESS_KEY: 'simulated-secret-access-key',
    AWS_SESSION_TOKEN: 'simulated-session-token',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: '/var/task',
  };
}
