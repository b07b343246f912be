import bashEngineUrl from '../../.bundles/bash-engine.txt?url';
import nodejsLibraryUrl from '../../.bundles/nodejs-library.txt?url';
import nodejsRuntimeUrl from '../../.bundles/nodejs-runtime.txt?url';
import s3Url from '../../.bundles/nodejs-sdk.txt?url';
import lambdaUrl from '../../.bundles/nodejs-sdk-lambda.txt?url';
import wasmUrl from '../../.bundles/quickjs.wasm?url';
import workerUrl from '../../.bundles/terminal-worker.txt?url';
import type { SdkPackage } from '../cloud/engines.ts';
import { fetchPart } from '../sandbox/fetch-part.ts';
import { startSandboxed } from '../sandbox/sandboxed-worker.ts';
import { callsOver } from './calls.ts';
import type { Completion, Ended, PageEnd, ScriptParts, ShellEnd } from './ends.ts';
import type { ScriptHost } from './node/run.ts';
import type { CommandResult, HostCommand, ShellFile } from './shell.ts';

/** Real milliseconds that a line has to stop by itself. */
const STOPPING_MS = 1000;

const SDK_URLS: Record<SdkPackage, string> = {
  '@aws-sdk/client-s3': s3Url,
  '@aws-sdk/client-lambda': lambdaUrl,
};

const fetchText = (url: string) => fetchPart(url).then((response) => response.text());

async function fetchScriptParts(): Promise<ScriptParts> {
  const [wasm, runtime, library] = await Promise.all([
    fetchPart(wasmUrl).then((response) => response.arrayBuffer()),
    fetchText(nodejsRuntimeUrl),
    fetchText(nodejsLibraryUrl),
  ]);
  return { wasm, runtime, library };
}

export interface TerminalOptions {
  files: readonly ShellFile[];
  aws: HostCommand;
  completeAws(words: readonly string[]): Promise<readonly string[]>;
  /** The account of `node`. */
  account: Pick<ScriptHost, 'send' | 'advance'>;
}

/** A shell in a sandbox frame of its own: what it does freezes neither the page nor the simulated account. */
export interface Terminal {
  /** Runs a line, or a script of several; `undefined` when the shell had to be ended, and began anew with the files it had before. */
  run(line: string, write: (text: string) => void): Promise<Ended | undefined>;
  /** Stops the line that runs. A shell that does not answer in time is ended. */
  stop(): void;
  complete(line: string, caret: number): Promise<Completion>;
  /** Changes files in the home directory from without. */
  put(changed: readonly ShellFile[], removed: readonly string[]): Promise<void>;
  close(): void;
}

/** Opens a terminal with `files` in its home directory. @throws when its code does not arrive */
export async function openTerminal({ files, aws, completeAws, account }: TerminalOptions): Promise<Terminal> {
  const scripts = await Promise.all([bashEngineUrl, workerUrl].map(fetchText));
  const known = new Map(files.map((file) => [file.path, file]));
  let write: (text: string) => void = () => {};
  let running = new AbortController();
  let shell = start();

  async function start() {
    const { port, end } = await startSandboxed('Terminal', scripts, [...known.values()], () => lose());
    const { call, fail } = callsOver<ShellEnd>(port, {
      aws: (args, command, isLast): Promise<CommandResult> =>
        aws(
          args,
          {
            read: (path) => call('read', command, path),
            write: (path, bytes) => call('write', command, path, bytes),
          },
          isLast ? undefined : running.signal,
        ),
      completeAws,
      wrote: (text) => write(text),
      scriptParts: fetchScriptParts,
      sdk: (name) => fetchText(SDK_URLS[name]),
      ...account,
    } satisfies PageEnd);
    const lose = () => {
      end();
      fail(new ShellEnded());
      shell = start();
    };
    return { call, end, lose };
  }

  function remember(changed: readonly ShellFile[], removed: readonly string[]) {
    for (const file of changed) known.set(file.path, file);
    for (const path of removed) known.delete(path);
  }

  return {
    async run(line, onWrite) {
      write = onWrite;
      running = new AbortController();
      const { signal } = running;
      const { call, lose } = await shell;
      let patience: number | undefined;
      const halt = () => {
        call('stop').catch(() => undefined);
        patience = window.setTimeout(lose, STOPPING_MS);
      };
      try {
        const ending = call('run', line);
        if (signal.aborted) halt();
        else signal.addEventListener('abort', halt);
        const ended = await ending;
        remember(ended.changed, ended.removed);
        return ended;
      } catch (error) {
        if (error instanceof ShellEnded) return undefined;
        throw error;
      } finally {
        clearTimeout(patience);
        write = () => {};
      }
    },
    stop: () => running.abort(),
    complete: async (line, caret) => (await shell).call('complete', line, caret),
    async put(changed, removed) {
      remember(changed, removed);
      await (await shell).call('put', changed, removed);
    },
    close: () => void shell.then(({ end }) => end()),
  };
}

/** The shell is gone, and with it what it was asked. */
class ShellEnded extends Error {}
