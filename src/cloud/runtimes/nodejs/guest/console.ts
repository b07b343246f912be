import { format } from 'node-inspect-extracted';
import { door } from './door.ts';
import { toLogged } from './failure.ts';
import { jsonLine } from './json-log.ts';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
type Level = (typeof LEVELS)[number];

let requestId = '-';
let asJson = false;
let least = 0;

/** The format and level that the function's variables ask for. */
export function openLog({ AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL }: NodeJS.ProcessEnv): void {
  asJson = AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
  least = Math.max(0, LEVELS.indexOf(AWS_LAMBDA_LOG_LEVEL?.toUpperCase() as Level));
}

/** The request that the lines to come belong to; `-` outside of an invocation. */
export function setLogRequest(id: string): void {
  requestId = id;
}

/** One call, one event of the log: line breaks inside a message are written as carriage returns. */
function write(level: Level, values: readonly unknown[]) {
  if (LEVELS.indexOf(level) < least) return;
  const time = new Date(door.now()).toISOString();
  const line = asJson
    ? jsonLine(time, level, requestId, values)
    : `${time}\t${requestId}\t${level}\t${textOf(values)}`;
  door.log(line.replace(/\n/g, '\r'));
}

const textOf = (values: readonly unknown[]) =>
  values.length === 1 && typeof values[0] === 'string' ? values[0] : format(...values);

/** What the runtime itself writes of an error that the function's code threw. */
export function logError(message: string, error: unknown): void {
  write(
    'ERROR',
    asJson ? [error instanceof Error ? error : new Error(String(error))] : [message, toLogged(error)],
  );
}

const at =
  (level: Level) =>
  (...values: unknown[]) =>
    write(level, values);

const counts = new Map<string, number>();
const started = new Map<string, number>();
const info = at('INFO');
const warn = at('WARN');

export const lambdaConsole = {
  log: info,
  info,
  debug: at('DEBUG'),
  warn,
  error: at('ERROR'),
  fatal: at('FATAL'),
  trace: at('TRACE'),
  dir: (value: unknown) => info(value),
  assert(condition: unknown, ...values: unknown[]) {
    if (!condition) warn('Assertion failed', ...values);
  },
  count(label = 'default') {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    info(`${label}: ${count}`);
  },
  time: (label = 'default') => void started.set(label, door.now()),
  timeEnd(label = 'default') {
    info(`${label}: ${(door.now() - (started.get(label) ?? door.now())).toFixed(3)}ms`);
    started.delete(label);
  },
};
