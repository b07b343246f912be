import { useCallback, useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { AccountSession } from '../lab/account-session.ts';
import type { Lab } from '../lab/lab.ts';
import type { OpenedLab } from '../lab/open.ts';
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
  const session = useRef<Promise<OpenedLab>>();
  /** The learner's own account, if the lab runs there; nothing else in the page holds its credentials. */
  const account = useRef<AccountSession>();
  const busy = useRef(false);

  // Somebody else's code has an account of its own, and leaves nothing in the learner's. A page that takes the lab over goes on
  // with the account as the other page kept it.
  const isShared = state.shared !== undefined;
  const openedFor = useRef({ isShared, elsewhere: state.elsewhere });
  useEffect(() => {
    const before = openedFor.current;
    openedFor.current = { isShared, elsewhere: state.elsewhere };
    if (before.isShared !== isShared) account.current = undefined;
    if (before.isShared !== isShared || (before.elsewhere && !state.elsewhere)) session.current = undefined;
  }, [isShared, state.elsewhere]);

  /** Loads SDK, engine and sandbox; again only after a failure. */
  const prepare = useCallback(() => {
    if (session.current) return session.current;
    const isOwn = !latest.current.shared;
    const opening: Promise<OpenedLab> = Promise.all([import('../lab/open.ts'), import('./keep-account.ts')])
      .then(async ([{ openLabSession }, { keepAccount }]) => {
        const keeps = () => session.current === opening && !latest.current.elsewhere;
        const kept = isOwn ? await keepAccount(lab, keeps, dispatch) : {};
        return openLabSession(lab, (fetched) => dispatch({ kind: 'fetched', fetched }), kept);
      })
      .catch((error) => {
        session.current = undefined;
        throw error;
      });
    session.current = opening;
    return opening;
  }, [lab]);

  /** Where Run and Check go. */
  const chosen = useCallback(async () => account.current ?? prepare(), [prepare]);

  const perform = useCallback(
    async <Session>(
      activity: 'running' | 'checking',
      open: () => Promise<Session>,
      act: (session: Session) => Promise<void>,
    ) => {
      if (busy.current || !latest.current.ready) return;
      busy.current = true;
      dispatch({ kind: 'began', activity: account.current ? activity : 'starting' });
      try {
        const opened = await open();
        dispatch({ kind: 'began', activity });
        await act(opened);
      } catch (error) {
        const trouble = troubleInWords(error instanceof Error ? error : new Error(String(error)));
        dispatch({ kind: 'broke', trouble });
      } finally {
        busy.current = false;
      }
    },
    [],
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
    void perform('running', chosen, async (opened) => {
      const { files, event } = latest.current.work;
      const [{ runInWords }, outcome] = await Promise.all([words(), opened.run(files, event.text)]);
      dispatch({ kind: 'ran', outcome, said: runInWords(outcome) });
    });
  }, [perform, chosen]);

  const check = useCallback(
    () =>
      void perform('checking', chosen, async (opened) => {
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
    [perform, chosen, lab],
  );

  /** Does something with the simulator beside one run; `act` gives what came of it, in words, and its runs. */
  const simulate = useCallback(
    (act: (session: OpenedLab) => Promise<Done>) =>
      void perform('running', prepare, async (opened) => dispatch({ kind: 'done', ...(await act(opened)) })),
    [perform, prepare],
  );

  const warm = useCallback(() => void chosen().catch(() => undefined), [chosen]);

  const enterAccount = useCallback((opened: AccountSession, place: string) => {
    account.current = opened;
    dispatch({ kind: 'account entered', place });
  }, []);

  /** Leaves the account, after deleting in it what the lab made if `cleanUp` is asked for and it can be. */
  const leaveAccount = useCallback(
    ({ cleanUp }: { cleanUp: boolean }) =>
      void perform('running', chosen, async (opened) => {
        const refused = cleanUp && 'cleanUp' in opened ? await opened.cleanUp() : undefined;
        if (refused) {
          const { runInWords } = await words();
          dispatch({ kind: 'ran', outcome: refused, said: runInWords(refused) });
          return;
        }
        account.current = undefined;
        dispatch({ kind: 'account left', cleanedUp: cleanUp });
      }),
    [perform, chosen],
  );

  const takeOver = useCallback(() => drafts.current?.takeOver(), [drafts]);

  return {
    state,
    dispatch,
    run,
    check,
    simulate,
    prepare,
    warm,
    takeOver,
    session,
    enterAccount,
    leaveAccount,
  };
}

export type Workbench = ReturnType<typeof useWorkbench>;
