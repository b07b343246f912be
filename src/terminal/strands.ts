import type { Strands } from '../cloud/runtimes/bash/strands.ts';

/** Those of a shell whose time is that of the machine: nobody needs to know when all of them wait. */
export const strands: Pick<Strands, 'run' | 'wait'> = {
  run(strand) {
    void strand();
  },
  wait: (begin, signal) =>
    new Promise((resolve) => {
      const giveUp = begin((value) => void resolve(value));
      const interrupt = () => {
        resolve(undefined);
        giveUp?.();
      };
      if (signal?.aborted) interrupt();
      else signal?.addEventListener('abort', interrupt, { once: true });
    }),
};
