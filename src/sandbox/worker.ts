import type { SavedAccount } from '../cloud/account-state.ts';
import { type Cloud, createCloud } from '../cloud/cloud.ts';
import type { BashEngine, Engines, PythonEngine, SdkPackage } from '../cloud/engines.ts';
import type { AttachedRuntime } from '../cloud/runtimes/attached.ts';
import type { PythonAssets, Question, Reply, Sdk, Start } from './messages.ts';

/** Stands before this script where the account has Python. */
declare const createPython: PythonEngine['createModule'];
/** The same, where programs in bash run in it. */
declare const createBash: BashEngine | undefined;

/** A macrotask that timers' minimum delay does not slow down. */
const quietChannel = new MessageChannel();
const waiting: (() => void)[] = [];
quietChannel.port1.onmessage = () => waiting.shift()?.();
const quiet = () =>
  new Promise<void>((resolve) => {
    waiting.push(resolve);
    quietChannel.port2.postMessage(0);
  });

function onceFor({ wasm, stdlib, runtime }: PythonAssets): () => Promise<PythonEngine> {
  let engine: Promise<PythonEngine> | undefined;
  return () => {
    engine ??= WebAssembly.compile(wasm).then((module) => ({
      createModule: createPython,
      wasm: module,
      stdlib: new Uint8Array(stdlib),
      runtime,
    }));
    return engine;
  };
}

addEventListener(
  'message',
  async ({ data, ports }: MessageEvent<Start>) => {
    const port = ports[0]!;
    const { nodejs, python } = data.engines;
    const sdk = new Map<SdkPackage, PromiseWithResolvers<string>>();
    const fetchSdk = (name: SdkPackage) => {
      const asked = sdk.get(name) ?? Promise.withResolvers<string>();
      if (!sdk.has(name)) port.postMessage({ kind: 'sdk-wanted', name } satisfies Reply);
      sdk.set(name, asked);
      return asked.promise;
    };
    const nodejsEngine = WebAssembly.compile(nodejs.wasm).then((wasm) => ({
      ...nodejs,
      wasm,
      sdk: fetchSdk,
    }));
    const engines: Engines = {
      nodejs: () => nodejsEngine,
      ...(python && { python: onceFor(python) }),
      ...(typeof createBash === 'function' && { bash: async () => createBash }),
    };
    const settings = {
      engines,
      seed: data.seed,
      quiet,
      realTime: () => performance.now(),
      stands: (still: boolean) => port.postMessage({ kind: 'stands', still } satisfies Reply),
    };
    const attached = new Map<string, AttachedRuntime>();
    const detach = (functionName: string) => {
      attached.get(functionName)?.detach();
      attached.delete(functionName);
    };
    /** Time goes on from where it was, however long ago that is. */
    const open = (saved: SavedAccount | undefined): Cloud => {
      try {
        return createCloud({ ...settings, startsAt: saved ? 0 : data.startsAt, saved });
      } catch (error) {
        if (!saved) throw error;
        port.postMessage({ kind: 'unreadable' } satisfies Reply);
        return open(undefined);
      }
    };
    let cloud = open(data.saved);
    const answer = async (question: Question): Promise<Reply> => {
      const { id, kind } = question;
      if (kind === 'request') return { id, kind: 'response', response: await cloud.handle(question.request) };
      if (kind === 'requests')
        return { id, kind: 'responses', responses: await cloud.handleTogether(question.requests) };
      if (kind === 'trace') return { id, kind, events: cloud.trace.slice(question.from) };
      if (kind === 'environments')
        return { id, kind, environments: await cloud.environments(question.functionName) };
      if (kind === 'save') return { id, kind, saved: cloud.save() };
      if (kind === 'runtime-api')
        return { id, kind, answer: await attached.get(question.functionName)?.request(question.request) };
      if (kind === 'load') {
        for (const functionName of attached.keys()) detach(functionName);
        cloud = open(question.saved);
      } else if (kind === 'detach') detach(question.functionName);
      else if (kind === 'attach') {
        detach(question.functionName);
        attached.set(question.functionName, cloud.attach(question.functionName));
      } else if (kind === 'advance') await cloud.advance(question.ms);
      else if (kind === 'reclaim') await cloud.reclaim(question.functionName);
      else await cloud.settled();
      return { id, kind };
    };
    port.onmessage = async ({ data: question }: MessageEvent<Question | Sdk>) => {
      if (question.kind === 'sdk') return sdk.get(question.name)?.resolve(question.text);
      try {
        port.postMessage(await answer(question));
      } catch (error) {
        port.postMessage({ id: question.id, kind: 'failed', message: String(error) } satisfies Reply);
      }
    };
  },
  { once: true },
);
