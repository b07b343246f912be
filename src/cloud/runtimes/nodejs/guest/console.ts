import { format } from 'node-inspect-extracted';
import { door } from './door.ts';

type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

let requestId = '-';

/** The request that the lines to come belong to; `-` outside of an invocation. */
export function setLogRequest(id: string): void {
  requestId = id;
}

/** One call, one event of the log: line breaks inside a message are written as carriage returns. */
function write(level: Level, message: string) {
  const time = new Date(door.now()).toISOString();
  door.log(`${time}\t${requestId}\t${level}\t${message}`.replace(/\n/g, '\r'));
}

const at =
  (level: Level) =>
  (...values: unknown[]) =>
    write(level, values.length === 1 && typeof values[0] === 'string' ? values[0] : format(...values));

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
