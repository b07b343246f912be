import type { BashEngine, NodejsEngine } from '../cloud/engines.ts';
import { callsOver } from './calls.ts';
import type { PageEnd, ShellEnd } from './ends.ts';
import { type CommandIo, createShell, type ShellFile } from './shell.ts';

/** The script that stands before this one. */
declare const createBash: BashEngine;

/** What is printed within so many milliseconds goes to the page together. */
const GATHERED_MS = 40;

const isSame = (one: Uint8Array, other: Uint8Array | undefined) =>
  one === other || (one.length === other?.length && one.every((byte, at) => byte === other[at]));

addEventListener(
  'message',
  ({ data, ports }: MessageEvent<readonly ShellFile[]>) => {
    const { call } = callsOver<PageEnd>(ports[0]!, {
      async run(line) {
        running = new AbortController();
        const { exitCode } = await shell.run(line, {
          signal: running.signal,
          write: (_, text) => print(text),
        });
        flush();
        return { exitCode, cwd: shell.cwd, ...(await changes()) };
      },
      stop: () => running.abort(),
      complete: (line, caret) => shell.complete(line, caret),
      async put(changed, removed) {
        await shell.putFiles(changed);
        await shell.removeFiles(removed);
        await changes();
      },
      read: (command, path) => ioOf(command).read(path),
      write: (command, path, bytes) => ioOf(command).write(path, bytes),
    } satisfies ShellEnd);

    let running = new AbortController();
    let printed = '';
    let flushing: ReturnType<typeof setTimeout> | undefined;
    let flushed = 0;
    let known = new Map(data.map(({ path, bytes }) => [path, bytes]));
    const commands = new Map<number, CommandIo>();
    let engine: Promise<NodejsEngine> | undefined;
    let count = 0;

    const shell = createShell({
      engine: createBash,
      files: data,
      async aws(args, io, signal) {
        const command = ++count;
        commands.set(command, io);
        try {
          return await call('aws', args, command, signal === undefined);
        } finally {
          commands.delete(command);
        }
      },
      completeAws: (words) => call('completeAws', words),
      scripts: {
        engine() {
          engine ??= loadEngine();
          return engine;
        },
        send: (request) => call('send', request),
        advance: (ms) => call('advance', ms),
      },
    });

    async function loadEngine(): Promise<NodejsEngine> {
      const { wasm, ...parts } = await call('scriptParts');
      const sdk = new Map<string, Promise<string>>();
      return {
        ...parts,
        wasm: await WebAssembly.compile(wasm),
        sdk(name) {
          const text = sdk.get(name) ?? call('sdk', name);
          sdk.set(name, text);
          return text;
        },
      };
    }

    function print(text: string) {
      printed += text;
      if (performance.now() - flushed > GATHERED_MS) flush();
      else flushing ??= setTimeout(flush, GATHERED_MS);
    }

    function flush() {
      clearTimeout(flushing);
      flushing = undefined;
      flushed = performance.now();
      if (printed !== '') void call('wrote', printed);
      printed = '';
    }

    function ioOf(command: number) {
      const io = commands.get(command);
      if (!io) throw new Error('The command has ended.');
      return io;
    }

    /** In the home directory, since they were last asked for. */
    async function changes() {
      const before = known;
      const files = await shell.files();
      known = new Map(files.map(({ path, bytes }) => [path, bytes]));
      return {
        changed: files.filter(({ path, bytes }) => !isSame(bytes, before.get(path))),
        removed: [...before.keys()].filter((path) => !known.has(path)),
      };
    }
  },
  { once: true },
);
