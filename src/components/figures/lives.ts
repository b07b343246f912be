import type { Life } from '../../workbench/life/life.ts';

/** The lives that figures show, by the names of their recordings. */
export const LIVES: Readonly<Record<string, Life>> = {
  'one-life': {
    code: `await new Promise((ready) => setTimeout(ready, 30));

export const handler = async () => {
  await new Promise((done) => setTimeout(done, 20));
  return 'done';
};
`,
    timeout: 3,
    steps: [{ event: {} }, { event: {} }, { minutes: 15 }],
    actions: {
      Invoke: { event: {} },
      'Invoke twice at once': { event: {}, times: 2 },
      'Let 5 minutes pass': { minutes: 5 },
    },
  },
  'after-a-timeout': {
    code: `export const handler = ({ hang }) =>
  new Promise((done) => {
    if (hang) setTimeout(done, 60_000);
    else done('done');
  });
`,
    timeout: 1,
    steps: [{ event: { hang: true } }, { event: {} }],
    actions: {
      Invoke: { event: {} },
      'Invoke and hang': { event: { hang: true } },
    },
  },
};
