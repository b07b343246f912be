import bashEngineUrl from '../../.bundles/bash-engine.txt?url';
import nodejsLibraryUrl from '../../.bundles/nodejs-library.txt?url';
import nodejsRuntimeUrl from '../../.bundles/nodejs-runtime.txt?url';
import nodejsSdkUrl from '../../.bundles/nodejs-sdk.txt?url';
import nodejsSdkLambdaUrl from '../../.bundles/nodejs-sdk-lambda.txt?url';
import wasmUrl from '../../.bundles/quickjs.wasm?url';
import workerUrl from '../../.bundles/sandbox-worker.txt?url';
import type { SavedAccount } from '../cloud/account-state.ts';
import type { SdkPackage } from '../cloud/engines.ts';
import type { SimulatedAccount } from '../cloud/simulated-account.ts';
import { fetchPart } from './fetch-part.ts';
import type { Question, Reply, Sdk, Start } from './messages.ts';
import { type Fetched, loadPython } from './python-engine.ts';
import { startSandboxed } from './sandboxed-worker.ts';
import { SEED } from './seed.ts';

/** The page ended the simulator, because it gave no answer for too long. */
class SandboxStopped extends Error {
  override name = 'SandboxStopped';
}

/** Where the packages of the AWS SDK are. */
const SDK_URLS: Readonly<Record<SdkPackage, string>> = {
  '@aws-sdk/client-s3': nodejsSdkUrl,
  '@aws-sdk/client-lambda': nodejsSdkLambdaUrl,
};

/** Real milliseconds without an answer after which the frame is thrown away. */
const SILENCE_LIMIT_MS = 12_000;

/** So much more for each further request of a question: a loop that does not end is cut off in each of them. */
const EACH_FURTHER_MS = 2_000;

/** What waits behind an invocation, or for one, is no sign of its own. The longest that a timer takes. */
const NEVER_MS = 2 ** 31 - 1;
const MAY_WAIT: readonly Question['kind'][] = ['save', 'runtime-api'];

/** Assigns a question its number. */
type Unnumbered = Question extends infer One ? (One extends Question ? Omit<One, 'id'> : never) : never;

interface Frame {
  ask(question: Unnumbered): Promise<Reply>;
  readonly alive: boolean;
}

export interface SandboxOptions {
  /** Whether programs in bash run in it, whose interpreter is fetched with the first question. */
  bash?: boolean;
  /** Told how far Python is while it is fetched, with the first question; without it the account has no Python. */
  onPython?: (fetched: Fetched) => void;
  /** The account to go on with. */
  saved?: SavedAccount | undefined;
  /** Told what the account is after each change. */
  onSaved?: (saved: SavedAccount) => void;
  /** Told that `saved` could not be read; the account is an empty one. */
  onUnreadable?: () => void;
  /** Told that the account lives on in another frame, where its trace begins anew. */
  onReplaced?: () => void;
}

export interface Sandbox extends SimulatedAccount {
  /** Goes on with an account that was saved, or with an empty one; its trace begins anew. */
  load(saved: SavedAccount | undefined): Promise<void>;
}

/**
 * The account in the sandbox frame. A frame that is stopped or navigated away is replaced at the next question, by one with the
 * account as it was after the last change.
 */
export function openSandbox(options: SandboxOptions = {}): Sandbox {
  let frame: Promise<Frame> | undefined;
  let { saved } = options;
  let saving = false;
  let changed = false;
  const ask = async (question: Unnumbered) => {
    const before = frame;
    if (before && !(await before).alive && frame === before) {
      frame = undefined;
      options.onReplaced?.();
    }
    frame ??= openFrame(options, saved);
    try {
      return await (await frame).ask(question);
    } catch (error) {
      if (!(error instanceof SandboxStopped)) frame = undefined;
      throw error;
    }
  };
  /** The same for what may change the account: what it is then is asked for at once, before whatever comes next. */
  const change = async (question: Unnumbered) => {
    const reply = await ask(question);
    void save();
    return reply;
  };
  async function save() {
    changed = true;
    if (saving) return;
    saving = true;
    while (changed) {
      changed = false;
      // A frame that is gone tells nothing any more: the last change counts.
      const reply = await frame
        ?.then(({ alive, ask }) => (alive ? ask({ kind: 'save' }) : undefined))
        .catch(() => undefined);
      if (reply?.kind !== 'save') continue;
      saved = reply.saved;
      options.onSaved?.(saved);
    }
    saving = false;
  }
  return {
    async load(other) {
      saved = other;
      await change({ kind: 'load', saved });
    },
    async handle(request) {
      const reply = await change({ kind: 'request', request });
      if (reply.kind !== 'response') throw new Error(`Unexpected reply: ${reply.kind}`);
      return reply.response;
    },
    async handleTogether(requests) {
      const reply = await change({ kind: 'requests', requests });
      if (reply.kind !== 'responses') throw new Error(`Unexpected reply: ${reply.kind}`);
      return reply.responses;
    },
    async settled() {
      await change({ kind: 'settled' });
    },
    async advance(ms) {
      await change({ kind: 'advance', ms });
    },
    async reclaim(functionName) {
      await ask({ kind: 'reclaim', functionName });
    },
    async environments(functionName) {
      const reply = await ask({ kind: 'environments', functionName });
      if (reply.kind !== 'environments') throw new Error(`Unexpected reply: ${reply.kind}`);
      return reply.environments;
    },
    async attach(functionName) {
      await ask({ kind: 'attach', functionName });
      return {
        async request(request) {
          const reply = await ask({ kind: 'runtime-api', functionName, request });
          if (reply.kind !== 'runtime-api') throw new Error(`Unexpected reply: ${reply.kind}`);
          return reply.answer;
        },
        // A frame that was stopped has let go already.
        detach: () => void ask({ kind: 'detach', functionName }).catch(() => undefined),
      };
    },
    async traceFrom(from) {
      const reply = await ask({ kind: 'trace', from });
      if (reply.kind !== 'trace') throw new Error(`Unexpected reply: ${reply.kind}`);
      return reply.events;
    },
  };
}

async function openFrame(
  { bash, onPython, onUnreadable }: SandboxOptions,
  saved: SavedAccount | undefined,
): Promise<Frame> {
  const [script, wasm, runtime, library, bashScript, python] = await Promise.all([
    fetchPart(workerUrl).then((response) => response.text()),
    fetchPart(wasmUrl).then((response) => response.arrayBuffer()),
    fetchPart(nodejsRuntimeUrl).then((response) => response.text()),
    fetchPart(nodejsLibraryUrl).then((response) => response.text()),
    bash && fetchPart(bashEngineUrl).then((response) => response.text()),
    onPython && loadPython(onPython),
  ]);
  const start: Start = {
    engines: { nodejs: { wasm, runtime, library }, ...(python && { python: python.assets }) },
    seed: SEED,
    startsAt: Date.now(),
    saved,
  };
  const { port, end } = await startSandboxed(
    'Simulated Lambda',
    [...(bashScript ? [bashScript] : []), ...(python ? [python.script] : []), script],
    start,
    () => stop('The simulator was navigated away and has been stopped. Run again.'),
  );

  const open = new Map<
    number,
    { resolve(reply: Reply): void; reject(error: Error): void; limit: number; silence: number }
  >();
  let ids = 0;
  let alive = true;
  const sdkGiven = new Set<SdkPackage>();
  /** Why the account's silence is no sign now: so many things that it waits for. */
  let awaited = 0;

  function stop(message: string) {
    alive = false;
    end();
    for (const { reject, silence } of open.values()) {
      clearTimeout(silence);
      reject(new SandboxStopped(message));
    }
    open.clear();
  }

  const watch = (limit: number) =>
    window.setTimeout(
      () =>
        stop(
          `The simulator gave no answer for ${limit / 1000} seconds and was stopped by the page. Run again.`,
        ),
      limit,
    );

  function accountWaits(waits: boolean) {
    awaited += waits ? 1 : -1;
    for (const asked of open.values()) {
      clearTimeout(asked.silence);
      if (awaited === 0) asked.silence = watch(asked.limit);
    }
  }

  /** Each package once, for the account waits for it: meanwhile its silence is the page's. */
  async function giveSdk(name: SdkPackage) {
    if (sdkGiven.has(name)) return;
    sdkGiven.add(name);
    accountWaits(true);
    try {
      const text = await fetchPart(SDK_URLS[name]).then((response) => response.text());
      port.postMessage({ kind: 'sdk', name, text } satisfies Sdk);
    } catch (error) {
      return stop(error instanceof Error ? error.message : String(error));
    }
    accountWaits(false);
  }

  port.onmessage = ({ data: reply }: MessageEvent<Reply>) => {
    if (reply.kind === 'fault') return stop(reply.message);
    if (reply.kind === 'sdk-wanted') return void giveSdk(reply.name);
    if (reply.kind === 'stands') return accountWaits(reply.still);
    if (reply.kind === 'unreadable') return onUnreadable?.();
    const asked = open.get(reply.id);
    if (!asked) return;
    if (reply.kind === 'failed')
      return stop(`The simulator has a fault and was stopped: ${reply.message}. Run again.`);
    open.delete(reply.id);
    clearTimeout(asked.silence);
    asked.resolve(reply);
  };
  return {
    get alive() {
      return alive;
    },
    ask: (question) =>
      new Promise((resolve, reject) => {
        const id = ++ids;
        const further = question.kind === 'requests' ? question.requests.length - 1 : 0;
        const limit = MAY_WAIT.includes(question.kind)
          ? NEVER_MS
          : SILENCE_LIMIT_MS + further * EACH_FURTHER_MS;
        open.set(id, { resolve, reject, limit, silence: awaited === 0 ? watch(limit) : 0 });
        port.postMessage({ ...question, id });
      }),
  };
}
