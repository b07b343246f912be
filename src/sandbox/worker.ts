import { createCloud } from '../cloud/cloud.ts';
import type { Engines } from '../cloud/engines.ts';
import type { Question, Reply } from './messages.ts';

interface Start {
  engines: { nodejs: { wasm: ArrayBuffer; runtime: string; library: string } };
  seed: number;
  startsAt: number;
}

/** A macrotask that timers' minimum delay does not slow down. */
const quietChannel = new MessageChannel();
const waiting: (() => void)[] = [];
quietChannel.port1.onmessage = () => waiting.shift()?.();
const quiet = () =>
  new Promise<void>((resolve) => {
    waiting.push(resolve);
    quietChannel.port2.postMessage(0);
  });

addEventListener(
  'message',
  async ({ data, ports }: MessageEvent<Start>) => {
    const port = ports[0]!;
    const { wasm, runtime, library } = data.engines.nodejs;
    const engines: Engines = { nodejs: { wasm: await WebAssembly.compile(wasm), runtime, library } };
    const cloud = createCloud({
      engines,
      seed: data.seed,
      startsAt: data.startsAt,
      quiet,
      realTime: () => performance.now(),
    });
    const answer = async (question: Question): Promise<Reply> => {
      const { id, kind } = question;
      if (kind === 'request') return { id, kind: 'response', response: await cloud.handle(question.request) };
      if (kind === 'requests')
        return { id, kind: 'responses', responses: await cloud.handleTogether(question.requests) };
      if (kind === 'trace') return { id, kind, events: cloud.trace.slice(question.from) };
      if (kind === 'environments')
        return { id, kind, environments: await cloud.environments(question.functionName) };
      if (kind === 'advance') await cloud.advance(question.ms);
      else if (kind === 'reclaim') await cloud.reclaim(question.functionName);
      else await cloud.settled();
      return { id, kind };
    };
    port.onmessage = async ({ data: question }: MessageEvent<Question>) => {
      try {
        port.postMessage(await answer(question));
      } catch (error) {
        port.postMessage({ id: question.id, kind: 'failed', message: String(error) } satisfies Reply);
      }
    };
  },
  { once: true },
);
