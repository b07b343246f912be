import { door, parse } from './door.ts';
import { define } from './globals.ts';
import { library } from './library.ts';
import { importMain } from './modules.ts';
import { whenEventLoopEmpties } from './process.ts';

/** What the process is to run, in place of a function's handler. */
interface Program {
  path: string;
  argv: string[];
  cwd: string;
}

/** Runs a script as `node` does: until nothing is left to wait for. Its errors are printed, and end it. */
export async function runProgram(text: string): Promise<void> {
  const { path, argv, cwd } = parse(text) as Program;
  process.chdir(cwd);
  process.argv = argv;
  for (const [name, fd] of [
    ['stdout', 1],
    ['stderr', 2],
  ] as const)
    Object.defineProperty(process, name, { value: output(fd), writable: true, configurable: true });
  define('console', plainConsole());
  const fail = (error: unknown) => {
    report(error);
    process.exit(1);
  };
  let loaded = false;
  door.whenUncaught((_kind, error) => fail(error));
  whenEventLoopEmpties(() => {
    if (loaded) process.exit();
    print(2, `Warning: Detected unsettled top-level await at ${path}\n`);
    process.exit(13);
  });
  try {
    await importMain(path);
    loaded = true;
  } catch (error) {
    fail(error);
  }
}

const fs = () => library('fs') as typeof import('node:fs');
const util = () => library('util') as typeof import('node:util');
const print = (fd: number, text: string) => void fs().writeSync(fd, text);

function output(fd: number) {
  const { Writable } = library('stream') as typeof import('node:stream');
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      fs().writeSync(fd, chunk);
      done();
    },
  });
  return Object.assign(stream, { fd, isTTY: false });
}

/** The console of Node.js, without what Lambda puts before each line. */
function plainConsole() {
  const { format, inspect } = util();
  let indent = '';
  const to =
    (fd: number) =>
    (...values: unknown[]) =>
      print(fd, `${(indent + format(...values)).replaceAll('\n', `\n${indent}`)}\n`);
  const log = to(1);
  const error = to(2);
  const counts = new Map<string, number>();
  const started = new Map<string, number>();
  const since = (label: string) =>
    `${(performance.now() - (started.get(label) ?? performance.now())).toFixed(3)}ms`;
  return {
    log,
    info: log,
    debug: log,
    error,
    warn: error,
    dir: (value: unknown, options?: object) => log(inspect(value, options)),
    table: (value: unknown) => log(value),
    trace: (...values: unknown[]) => error(`Trace: ${format(...values)}`),
    assert(condition: unknown, ...values: unknown[]) {
      if (!condition) error(`Assertion failed${values.length > 0 ? ': ' : ''}`, ...values);
    },
    group(...values: unknown[]) {
      if (values.length > 0) log(...values);
      indent += '  ';
    },
    groupEnd() {
      indent = indent.slice(2);
    },
    count(label = 'default') {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void started.set(label, performance.now()),
    timeLog: (label = 'default', ...values: unknown[]) => log(`${label}: ${since(label)}`, ...values),
    timeEnd(label = 'default') {
      log(`${label}: ${since(label)}`);
      started.delete(label);
    },
  };
}

/** Code that came without its text, such as the SDK, leaves no frames. */
function textOf(thrown: unknown, stack: string): string {
  const { inspect } = util();
  if (!(thrown instanceof Error)) return `Uncaught:\n${inspect(thrown)}`;
  const { name, message, stack: _stack, ...carried } = Object.fromEntries(Object.entries(thrown));
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line) && !/\/var\/runtime\//.test(line));
  const rest = Object.keys(carried).length > 0 ? ` ${inspect(carried)}` : '';
  return [`${thrown.name}: ${thrown.message}`, ...frames].join('\n') + rest;
}

/** The place of the error and its line, then the error with what it carries. */
function report(thrown: unknown) {
  const stack = thrown instanceof Error ? String(thrown.stack) : '';
  const [, url = '', line = 1, column = 1] = /(file:\/\/[^\s()]+?):(\d+)(?::(\d+))?/.exec(stack) ?? [];
  let where = '';
  try {
    const text = fs().readFileSync(new URL(url), 'utf8').split('\n')[Number(line) - 1];
    where = `${url}:${line}\n${text}\n${' '.repeat(Math.max(0, Number(column) - 1))}^\n\n`;
  } catch {}
  print(2, `${where}${textOf(thrown, stack)}\n\nNode.js ${process.version}\n`);
}
