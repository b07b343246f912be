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
  child.stdout?.setEncoding('utf8').on('data', (part) => {
    out += part;
  });
  child.stderr?.setEncoding('utf8').on('data', (part) => {
    errors += part;
  });
  /** What it has said, when that matches. @throws Error when it ends before */
  async function said(pattern: RegExp): Promise<RegExpExecArray> {
    let running = true;
    const end = ended.then(() => {
      running = false;
    });
    for (;;) {
      const match = pattern.exec(out);
      if (match) return match;
      if (!running) throw new Error(errors || 'It ended without a word.');
      await Promise.race([child.stdout && once(child.stdout, 'data'), end]);
    }
  }
  return {
    ended,
    said,
    /** The URL, when it listens. @throws Error when it ends before */
    url: async () => (await said(/http:\/\/127\.0\.0\.1:\d+/))[0],
    kill: (signal: NodeJS.Signals) => child.kill(signal),
  };
}
