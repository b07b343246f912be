import { matching, oneOf } from './validation.ts';

const APPLICATION_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
const SYSTEM_LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;

type ApplicationLogLevel = (typeof APPLICATION_LEVELS)[number];
type SystemLogLevel = (typeof SYSTEM_LEVELS)[number];

export interface LoggingInput {
  LogFormat?: 'Text' | 'JSON';
  LogGroup?: string;
  ApplicationLogLevel?: ApplicationLogLevel;
  SystemLogLevel?: SystemLogLevel;
}

/** Where and how a function logs. Levels filter the JSON format only. */
export type LoggingConfig =
  | { LogFormat: 'Text'; LogGroup: string }
  | {
      LogFormat: 'JSON';
      LogGroup: string;
      ApplicationLogLevel: ApplicationLogLevel;
      SystemLogLevel: SystemLogLevel;
    };

export const loggingViolations = (input: LoggingInput = {}) => [
  ...oneOf(input.LogFormat, 'loggingConfig.logFormat', ['JSON', 'Text']),
  ...oneOf(input.ApplicationLogLevel, 'loggingConfig.applicationLogLevel', APPLICATION_LEVELS),
  ...oneOf(input.SystemLogLevel, 'loggingConfig.systemLogLevel', SYSTEM_LEVELS),
  ...matching(input.LogGroup, 'loggingConfig.logGroup', '[\\.\\-_/#A-Za-z0-9]+'),
];

/** `before` with what the input says instead; levels of the JSON format are INFO until they are set. */
export function loggingConfig(input: LoggingInput = {}, before: LoggingConfig): LoggingConfig {
  const LogFormat = input.LogFormat ?? before.LogFormat;
  const LogGroup = input.LogGroup ?? before.LogGroup;
  if (LogFormat === 'Text') return { LogFormat, LogGroup };
  const levels = before.LogFormat === 'JSON' ? before : undefined;
  return {
    LogFormat,
    LogGroup,
    ApplicationLogLevel: input.ApplicationLogLevel ?? levels?.ApplicationLogLevel ?? 'INFO',
    SystemLogLevel: input.SystemLogLevel ?? levels?.SystemLogLevel ?? 'INFO',
  };
}
