import { useCallback, useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import type { LabSession } from '../lab/session.ts';
import { isJson } from './is-json.ts';
import { reducerFor } from './reducer.ts';
import { type Done, initialState } from './state.ts';
import { troubleInWords } from './trouble.ts';
import { useDrafts } from './use-drafts.ts';

const words = () => import('./words.ts');

/** The state of one lab and everything that can be done in it. */
export function useWorkbench(lab: Lab) {
  const [state, dispatch] = useReducer(
    useMemo(() => reducerFor(lab), [lab]),
    lab,
    initialState,
  );
  const drafts = useDrafts(lab, state, dispatch);

  const latest = useRef(state);
  latest.current = state;
  const session = useRef<Promise<LabSession>>();
  const busy = useRef(false);

  // Somebody else's code has an account of its own, and leaves nothing in the learner's.
  const isShared = state.shared !== undefined;
  const openedFor = useRef(isShared);
  useEffect(() => {
    if (openedFor.current === isShared) return;
    openedFor.current = isShared;
    session.current = undefined;
  }, [isShared]);

  /** Loads SDK, engine and sandbox; again only after a failure. */
  const prepare = useCallback(() => {
    session.current ??= import('../lab/open.ts')
      .then(({ openLabSession }) => openLabSession(lab, (fetched) => dispatch({ kind: 'fetched', fetched })))
      .catch((error) => {
        session.current = undefined;
        throw error;
      });
    return session.current;
  }, [lab]);

  const perform = useCallback(
    async (activity: 'running' | 'checking', act: (session: LabSession) => Promise<void>) => {
      if (busy.current || !latest.current.ready) return;
      busy.current = true;
      dispatch({ kind: 'began', activity: 'starting' });
      try {
        const opened = await prepare();
        dispatch({ kind: 'began', activity });
        await act(opened);
      } catch (error) {
        const trouble = troubleInWords(error instanceof Error ? error : new Error(String(error)));
        dispatch({ kind: 'broke', trouble });
      } finally {
        busy.current = false;
      }
    },
    [prepare],
  );

  const run = useCallback(() => {
    const { text } = latest.current.work.event;
    if (!isJson(text)) {
      const say = (why = '') => dispatch({ kind: 'said', said: `The event is not JSON yet. ${why}`.trim() });
      import('./json-problem.ts').then(
        ({ inWords, jsonProblem }) => {
          const problem = jsonProblem(text);
          say(problem && inWords(problem));
        },
        () => say(),
      );
      return;
    }
    void perform('running', async (opened) => {
      const { files, event } = latest.current.work;
      const [{ runInWords }, outcome] = await Promise.all([words(), opened.run(files, event.text)]);
      dispatch({ kind: 'ran', outcome, said: runInWords(outcome) });
    });
  }, [perform]);

  const check = useCallback(
    () =>
      void perform('checking', async (opened) => {
        const progress = import('../lab/keep-checks.ts').catch(() => undefined);
        const [{ checksSaid, runInWords }, judged] = await Promise.all([
          words(),
          opened.check(latest.current.work.files),
        ]);
        if (judged.kind === 'refused') dispatch({ kind: 'ran', outcome: judged, said: runInWords(judged) });
        else {
          const { results, mistake } = judged;
          // Kept before it is shown: who leaves at the sight of the verdict does not lose it.
          const keeping = latest.current.shared ? undefined : await progress;
          await keeping?.keepChecks(lab, results);
          dispatch({ kind: 'judged', results, mistake, said: checksSaid(results) });
        }
      }),
    [perform, lab],
  );

  /** Does something with the simulator beside one run; `act` gives what came of it, in words, and its runs. */
  const simulate = useCallback(
    (act: (session: LabSession) => Promise<Done>) =>
      void perform('running', async (opened) => dispatch({ kind: 'done', ...(await act(opened)) })),
    [perform],
  );

  const warm = useCallback(() => void prepare().catch(() => undefined), [prepare]);

  const takeOver = useCallback(() => drafts.current?.takeOver(), [drafts]);

  return { state, dispatch, run, check, simulate, warm, takeOver, session };
}

export type Workbench = ReturnType<typeof useWorkbench>;
