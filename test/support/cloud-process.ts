import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const COMMAND = new URL('../../scripts/cloud.ts', import.meta.url).pathname;

/** `npm run cloud` as a process of its own, with Node.js as this test has it. */
export function cloudProcess(args: readonly string[], command = COMMAND) {
  const child: ChildProcess = spawn(process.execPath, [command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, out, errors }));
  const listening = new Promise<string>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (part) => {
      out += part;
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(out) ?? [];
      if (url) resolve(url);
    });
  });
  child.stderr?.setEncoding('utf8').on('data', (part) => {
    errors += part;
  });
  return {
    ended,
    /** The URL, when it listens. @throws Error when it ends before */
    url: () =>
      Promise.race([
        listening,
        ended.then(() => {
          throw new Error(errors || 'It ended without a word.');
        }),
      ]),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
  };
}
