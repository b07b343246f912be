import type { Page } from '@playwright/test';
import { createCloud } from '../../src/cloud/cloud.ts';
import type { CloudRequest } from '../../src/cloud/http.ts';
import type { TraceEvent } from '../../src/cloud/trace.ts';
import { hostSettings } from '../../src/host/cloud.ts';
import type { Question } from '../../src/sandbox/messages.ts';

/** What a page asked of its sandbox, when each answer came, and what happened there. */
interface Conversation {
  start: { seed: number; startsAt: number };
  turns: ({ asked: Question } | { answered: number })[];
  trace: TraceEvent[];
}

/** From now on a page keeps what it says to its sandbox. To be called before the page is opened. */
export const listen = (page: Page) =>
  page.addInitScript(() => {
    const heard: { turns: unknown[]; port?: MessagePort; start?: unknown } = { turns: [] };
    Object.assign(globalThis, { heard });

    const say = MessagePort.prototype.postMessage as (this: MessagePort, message: unknown) => void;
    MessagePort.prototype.postMessage = function (this: MessagePort, question: Question) {
      if (question?.id && question.kind) {
        if (heard.port !== this)
          this.addEventListener('message', ({ data }) => heard.turns.push({ answered: data.id }), true);
        heard.port = this;
        const bytesAsLists = (_key: string, value: unknown) =>
          value instanceof Uint8Array ? [...value] : value;
        heard.turns.push({ asked: JSON.parse(JSON.stringify(question, bytesAsLists)) });
      }
      return say.call(this, question);
    };

    const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')!;
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
      get() {
        const frame: Window | null = get!.call(this);
        if (!this.sandbox?.length || !frame) return frame;
        return {
          postMessage(message: { start: Conversation['start'] }, origin: string, ports: Transferable[]) {
            const { seed, startsAt } = message.start;
            // The frame of a terminal has no account.
            if (seed !== undefined) heard.start = { seed, startsAt };
            frame.postMessage(message, origin, ports);
          },
        };
      },
    });
  });

/** The whole conversation of a page that listens, with the trace of its account. */
export const heardOn = (page: Page): Promise<Conversation> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const { turns, port, start } = (
          globalThis as unknown as { heard: Conversation & { port: MessagePort } }
        ).heard;
        const id = Number.MAX_SAFE_INTEGER;
        const said = [...turns];
        port.addEventListener('message', ({ data }) => {
          if (data.id === id) resolve({ turns: said, start, trace: data.events });
        });
        port.postMessage({ id, kind: 'trace', from: 0 });
      }),
  );

/** Asks the same, in the same order, of an account in this process; gives its trace. */
export async function traceInNode({ start, turns }: Conversation): Promise<readonly TraceEvent[]> {
  const cloud = createCloud({ ...hostSettings(), ...start });
  const open = new Map<number, Promise<unknown>>();
  const withBytes = (request: CloudRequest) => ({ ...request, body: Uint8Array.from(request.body) });
  const ask = async (question: Question) => {
    if (question.kind === 'request') await cloud.handle(withBytes(question.request));
    else if (question.kind === 'requests') await cloud.handleTogether(question.requests.map(withBytes));
    else if (question.kind === 'advance') await cloud.advance(question.ms);
    else if (question.kind === 'reclaim') await cloud.reclaim(question.functionName);
    else if (question.kind === 'settled') await cloud.settled();
  };
  for (const turn of turns) {
    if ('asked' in turn) open.set(turn.asked.id, ask(turn.asked));
    else await open.get(turn.answered);
  }
  return cloud.trace;
}
