import type { JSValueHandle } from 'quickjs-wasi';
import type { DoorActs } from './door-functions.ts';
import type { Machine } from './machine.ts';

/**
 * Carries what `AsyncLocalStorage` holds from where a promise job is queued to where it runs. The engine has no hook for that, but it
 * lists its jobs: those that came since the last look were queued under what is current. Until a program enters something, nobody looks.
 */
export function jobContexts({ vm, jobs: { head, after }, runJobs }: Machine) {
  const queued = new Map<number, JSValueHandle>();
  let current: JSValueHandle | undefined;
  let last = head;
  let used = false;

  function look() {
    for (let job = after(last); job !== head; job = after(job)) {
      if (current) queued.set(job, current.dup());
      last = job;
    }
  }
  function become(context: JSValueHandle | undefined) {
    current?.dispose();
    current = context;
  }

  function beforeJob() {
    if (!used) return;
    look();
    const job = after(head);
    become(queued.get(job));
    queued.delete(job);
    if (job === last) last = head;
  }

  return {
    runJobs: (before: () => void) =>
      runJobs(() => {
        beforeJob();
        before();
      }),
    /** What follows is nobody's. */
    leave() {
      if (!used) return;
      look();
      become(undefined);
    },
    acts: {
      asyncContext: () => current?.dup() ?? vm.undefined,
      enterAsyncContext(context) {
        used = true;
        look();
        const before = current ?? vm.undefined;
        current = context && !context.isUndefined ? context.dup() : undefined;
        return before;
      },
    } satisfies DoorActs,
  };
}
