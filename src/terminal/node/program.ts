/**
 * What stands between the runtime of a function and a script: the runtime takes it for a function's code, and it imports the
 * script. It gives it a terminal instead of a log, and its errors are printed as `node` prints them.
 */
export const PROGRAM = `
import fs from 'node:fs';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';

const { SCRIPT, CWD, ARGV } = process.env;
for (const name of ['SCRIPT', 'CWD', 'ARGV', '_HANDLER', 'AWS_EXECUTION_ENV']) delete process.env[name];
process.chdir(CWD);
process.argv = ['/usr/bin/node', ...JSON.parse(ARGV)];

const output = (fd) => {
  const write = (chunk, _encoding, done) => { fs.writeSync(fd, chunk); done(); };
  return Object.assign(new Writable({ decodeStrings: false, write }), { fd, isTTY: false });
};
for (const [name, fd] of [['stdout', 1], ['stderr', 2]])
  Object.defineProperty(process, name, { value: output(fd), writable: true, configurable: true, enumerable: true });

let indent = '';
const to = (fd) => (...values) => void fs.writeSync(fd, (indent + format(...values)).replaceAll('\\n', '\\n' + indent) + '\\n');
const log = to(1);
const error = to(2);
const counts = new Map();
const started = new Map();
const since = (label) => (performance.now() - (started.get(label) ?? performance.now())).toFixed(3) + 'ms';
globalThis.console = {
  log, info: log, debug: log, error, warn: error,
  dir: (value, options) => log(inspect(value, options)),
  table: (value) => log(value),
  trace: (...values) => error('Trace: ' + format(...values)),
  assert: (condition, ...values) => { if (!condition) error('Assertion failed' + (values.length ? ': ' : ''), ...values); },
  group: (...values) => { if (values.length) log(...values); indent += '  '; },
  groupEnd: () => { indent = indent.slice(2); },
  count: (label = 'default') => { counts.set(label, (counts.get(label) ?? 0) + 1); log(label + ': ' + counts.get(label)); },
  countReset: (label = 'default') => { counts.delete(label); },
  time: (label = 'default') => { started.set(label, performance.now()); },
  timeLog: (label = 'default', ...values) => log(label + ': ' + since(label), ...values),
  timeEnd: (label = 'default') => { log(label + ': ' + since(label)); started.delete(label); },
};

/** Code that came without its text, such as the SDK, leaves no frames. */
function textOf(thrown, stack) {
  if (!(thrown instanceof Error)) return 'Uncaught:\\n' + inspect(thrown);
  const { name, message, stack: _stack, ...carried } = Object.fromEntries(Object.entries(thrown));
  const frames = stack.split('\\n').filter((line) => /^ +at /.test(line) && !/\\/var\\/(task|runtime)\\//.test(line));
  const rest = Object.keys(carried).length > 0 ? ' ' + inspect(carried) : '';
  return [thrown.name + ': ' + thrown.message, ...frames].join('\\n') + rest;
}

/** The place of the error and its line, then the error with what it carries. */
function report(thrown) {
  const stack = thrown instanceof Error ? String(thrown.stack) : '';
  const [, url, line, column] = /(file:\\/\\/[^\\s()]+?):(\\d+)(?::(\\d+))?/.exec(stack) ?? [];
  let where = '';
  try {
    const text = fs.readFileSync(new URL(url), 'utf8').split('\\n')[line - 1];
    where = url + ':' + line + '\\n' + text + '\\n' + ' '.repeat(Math.max(0, (column ?? 1) - 1)) + '^\\n\\n';
  } catch {}
  fs.writeSync(2, where + textOf(thrown, stack) + '\\n\\nNode.js ' + process.version + '\\n');
}

try {
  await import('file://' + encodeURI(SCRIPT));
} catch (thrown) {
  report(thrown);
  process.exit(1);
}

export const handler = () => process.exit();
`;
