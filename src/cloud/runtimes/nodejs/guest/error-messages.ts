import { door } from './door.ts';

/**
 * The engine words some errors otherwise than V8 does, and leaves their first line out of `stack`. Learners compare
 * with what Lambda shows them, so both are brought into V8's form as an error is made.
 */
interface CallSite {
  getFunctionName(): string | null;
  getFileName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isNative(): boolean;
}

/** A RangeError in V8, an InternalError in the engine. */
const TOO_LONG = 'Invalid string length';

const WORDINGS: [RegExp, string][] = [
  [/^WebAssembly is not defined$/, 'WebAssembly is not available in this simulator'],
  [/^cannot read property '(.*)' of (null|undefined)$/, "Cannot read properties of $2 (reading '$1')"],
  [/^cannot set property '(.*)' of (null|undefined)$/, "Cannot set properties of $2 (setting '$1')"],
  [/^'(.*)' is read-only$/, 'Assignment to constant variable.'],
  [/^(.*) is not initialized$/, "Cannot access '$1' before initialization"],
  [/^unexpected token in expression: '(.*)'$/, "Unexpected token '$1'"],
  [/^return not in a function$/, 'Illegal return statement'],
  [/^invalid array length$/, 'Invalid array length'],
  [/^string too long$/, TOO_LONG],
  [/^circular reference$/, 'Converting circular structure to JSON'],
];

function inWordsOfV8(message: string): string {
  for (const [pattern, wording] of WORDINGS)
    if (pattern.test(message)) return message.replace(pattern, wording);
  return message;
}

/** Reads the name of what was called from the learner's own line. */
function notAFunction(site: CallSite | undefined): string {
  const path = site?.getFileName()?.replace(/^file:\/\//, '') ?? '';
  const line = door.hasFile(path)
    ? (door.readText(path).split('\n')[(site?.getLineNumber() ?? 0) - 1] ?? '')
    : '';
  let start = (site?.getColumnNumber() ?? 1) - 1;
  while (/[\w$.]/.test(line[start - 1] ?? '')) start -= 1;
  const [, called] = /^\s*([\w$.]+)\s*\(/.exec(line.slice(start)) ?? [];
  return called ? `${called} is not a function` : 'not a function';
}

/** The constructor of a class of errors is no frame of its own. */
function withoutConstructor(error: Error, sites: CallSite[]): CallSite[] {
  const name = error.constructor?.name;
  return name && sites[0]?.getFunctionName() === name ? sites.slice(1) : sites;
}

function frame(site: CallSite): string | undefined {
  const file = site.getFileName();
  if (site.isNative() || !/\/(var\/task|home)\//.test(file ?? '')) return undefined;
  const place = `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`;
  const name = site.getFunctionName();
  return name && !name.startsWith('<') ? `    at ${name} (${place})` : `    at ${place}`;
}

const ErrorWithHook = Error as ErrorConstructor & {
  prepareStackTrace(error: Error, sites: CallSite[]): string;
};

ErrorWithHook.prepareStackTrace = (error, sites) => {
  // Nobody can catch it: the process is killed at once, wherever it was.
  if (error.name === 'InternalError' && error.message === 'out of memory') door.outOfMemory();
  door.errorMade();
  const worded = error.message === 'not a function' ? notAFunction(sites[0]) : inWordsOfV8(error.message);
  if (worded !== error.message)
    Object.defineProperty(error, 'message', { value: worded, writable: true, configurable: true });
  if (worded === TOO_LONG) Object.setPrototypeOf(error, RangeError.prototype);
  const head = error.message ? `${error.name}: ${error.message}` : error.name;
  return [
    head,
    ...withoutConstructor(error, sites)
      .map(frame)
      .filter((line) => line !== undefined),
  ].join('\n');
};
