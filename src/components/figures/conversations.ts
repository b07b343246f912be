import type { LabSession } from '../../lab/session.ts';
import { type Conversation, conversationsOf } from '../../workbench/runtime-api/exchanges.ts';

/** A function, and what happens to it until its Runtime API has been heard: events, and minutes in which nobody calls. */
interface Recorded {
  code: string;
  steps: readonly ({ event: object } | { minutes: number })[];
}

/** The conversations that figures show, by the names of their recordings. */
export const CONVERSATIONS: Readonly<Record<string, Recorded>> = {
  'runtime-loop': {
    code: `await new Promise((ready) => setTimeout(ready, 30));

export const handler = async () => {
  await new Promise((done) => setTimeout(done, 20));
  return 'done';
};
`,
    steps: [{ event: { name: 'Ada' } }, { minutes: 5 }, { event: { name: 'Grace' } }],
  },
};

/** Does what is to be recorded, and gives what the first environment and Lambda said to each other. */
export async function record(session: LabSession, { code, steps }: Recorded): Promise<Conversation> {
  const trace = [];
  for (const step of steps) {
    if ('minutes' in step) {
      await session.advance(step.minutes * 60_000);
      continue;
    }
    const outcome = await session.run([{ path: 'index.mjs', text: code }], JSON.stringify(step.event));
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    trace.push(...outcome.trace);
  }
  return conversationsOf(trace)[0]!;
}
