import type { Lab } from '../lab/lab.ts';
import type { RunOutcome } from '../lab/run.ts';
import { freshWork, isOwn, isUntouched, keepingEvent, turned, type Work } from '../lab/work.ts';
import { letPass, noRuns, remember } from './runs.ts';
import { type Action, initialState, type State } from './state.ts';

const MOST_UNDO = 20;

/** The file to show: the one that is shown, unless it is gone. */
const shownIn = ({ files }: Work, path: string) =>
  files.some((file) => file.path === path) ? path : (files[0]?.path ?? path);

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Puts the present work away, unless it is somebody else's. */
function putAway(state: State, why: string): Pick<State, 'undo' | 'offered'> {
  if (state.shared) return state;
  return { undo: [{ work: state.work, why }, ...state.undo].slice(0, MOST_UNDO), offered: true };
}

/** Other work in place of what was there: what the code before it did says nothing about it. */
function showing(state: State, work: Work): State {
  const path = shownIn(work, state.path);
  const { outcome, results, mistake, trouble, jump, note, logRun, target, ...rest } = state;
  return {
    ...rest,
    work,
    path,
    history: noRuns,
    trace: [],
    tab: 'result',
    replaced: state.replaced + 1,
  };
}

/** This page keeps the work now. What was written here stays; what the other page kept is within reach of undo. */
function tookOver(state: State, theirs: Extract<Action, { kind: 'took over' }>): State {
  const { work, undo, offered, known } = theirs;
  const next = { ...state, elsewhere: false, said: 'Your work is saved here now.' };
  if (next.shared) return { ...next, undo, offered, shared: { own: work } };
  if (state.work === known)
    return isSame(work, state.work) ? { ...next, undo, offered } : { ...showing(next, work), undo, offered };
  const steps = [...undo, ...state.undo].filter(
    (step, at, all) => all.findIndex((each) => isSame(each, step)) === at,
  );
  if (isSame(work, state.work)) return { ...next, undo: steps.slice(0, MOST_UNDO) };
  return {
    ...next,
    undo: [{ work, why: 'Taken over from the other tab' }, ...steps].slice(0, MOST_UNDO),
    offered: true,
  };
}

/** Keeping a copy takes none of the learner's own events away. */
const ownAfterKeeping = (own: Work, copy: Work) => [
  ...copy.ownEvents,
  ...own.ownEvents.filter(({ name }) => !copy.ownEvents.some((event) => event.name === name)),
];

function afterRun(state: State, outcome: RunOutcome): State {
  const stays = state.tab !== 'checks' && outcome.kind !== 'refused';
  return {
    ...state,
    outcome,
    trace: outcome.kind === 'refused' ? [] : outcome.trace,
    history: remember(state.history, outcome),
    logRun: undefined,
    target: undefined,
    tab: stays ? state.tab : 'result',
  };
}

/** What each action makes of the state of `lab`'s workbench. */
export const reducerFor =
  (lab: Lab) =>
  (state: State, action: Action): State => {
    switch (action.kind) {
      case 'opened': {
        const { undo = [], offered = false, notices } = action;
        const next = { ...state, ready: true, undo, offered, notices };
        if (!action.work) return next;
        return { ...next, work: action.work, replaced: state.replaced + 1 };
      }
      case 'went elsewhere':
        return { ...state, elsewhere: true };
      case 'took over':
        return tookOver(state, action);
      case 'noticed':
        return state.notices.includes(action.notice)
          ? state
          : { ...state, notices: [...state.notices, action.notice] };
      case 'typed': {
        if (lab.files.readOnly.includes(action.path)) return state;
        if (!state.work.files.some(({ path, text }) => path === action.path && text !== action.text))
          return state;
        const files = state.work.files.map((file) =>
          file.path === action.path ? { ...file, text: action.text } : file,
        );
        return { ...state, work: { ...state.work, files }, offered: false };
      }
      case 'file added': {
        const files = [...state.work.files, { path: action.path, text: '' }];
        const added = putAway(state, `${action.path} added`);
        return { ...state, ...added, work: { ...state.work, files }, replaced: state.replaced + 1 };
      }
      case 'file chosen':
        return { ...state, path: action.path };
      case 'event chosen': {
        const work = keepingEvent(lab, state.work);
        const event = [...work.ownEvents, ...lab.events].find(({ name }) => name === action.name);
        return event ? { ...state, work: { ...work, event } } : state;
      }
      case 'event typed': {
        const event = { name: state.work.event.name, text: action.text };
        const ownEvents = state.work.ownEvents.map((own) => (own.name === event.name ? event : own));
        return { ...state, work: { ...state.work, event, ownEvents }, offered: false };
      }
      case 'event restored': {
        const event = lab.events.find(({ name }) => name === state.work.event.name);
        if (!event) return state;
        const ownEvents = state.work.ownEvents.filter(({ name }) => name !== event.name);
        const put = putAway(state, `Event “${event.name}” restored`);
        return { ...state, ...put, work: { ...state.work, event, ownEvents }, said: 'Event restored.' };
      }
      case 'tab chosen':
        return { ...state, tab: action.tab };
      case 'view chosen':
        return { ...state, resultView: action.view };
      case 'log chosen':
        return { ...state, logRun: action.run, target: undefined };
      case 'line chosen':
        return { ...state, tab: action.target.on, logRun: action.target.run, target: { ...action.target } };
      case 'place chosen':
        return { ...state, path: action.location.path, jump: { ...action.location } };
      case 'began':
        return {
          ...state,
          activity: action.activity,
          fetched: undefined,
          history: action.activity === 'checking' ? { ...state.history, checked: true } : state.history,
          trouble: undefined,
          note: undefined,
          said: '',
        };
      case 'fetched': {
        const { bytes, of } = action.fetched;
        if (bytes === of) return { ...state, fetched: undefined, said: 'Python is here.' };
        return { ...state, fetched: action.fetched, said: 'Fetching Python.' };
      }
      case 'ran':
        return { ...afterRun(state, action.outcome), which: undefined, activity: 'idle', said: action.said };
      case 'judged': {
        const passed = action.results.flatMap(({ id, outcome }) => (outcome.kind === 'pass' ? [id] : []));
        const work = { ...state.work, passed };
        return {
          ...state,
          activity: 'idle',
          results: action.results,
          mistake: action.mistake,
          work,
          tab: 'checks',
          said: action.said,
        };
      }
      case 'broke':
        return { ...state, activity: 'idle', trouble: action.trouble, tab: 'result', said: action.trouble };
      case 'replaced': {
        const { work, why } = action;
        const path = shownIn(work, state.path);
        const replaced = state.replaced + 1;
        return { ...state, ...putAway(state, why), work, path, replaced, said: `${why}.` };
      }
      case 'done': {
        const { outcomes = [], passed, which } = action;
        const next = outcomes.reduce(afterRun, state);
        return {
          ...next,
          ...(passed && {
            history: letPass(next.history, passed.ms, passed.ended, passed.trace),
            trace: [...next.trace, ...passed.trace],
          }),
          activity: 'idle',
          which: outcomes.length > 0 ? which : state.which,
          note: action.note,
          said: action.note,
        };
      }
      case 'reset': {
        const { ownEvents } = keepingEvent(lab, state.work);
        const work = { ...freshWork(lab), ownEvents: ownEvents.filter(isOwn(lab)) };
        return {
          ...initialState(lab),
          ready: true,
          resultView: state.resultView,
          history: state.history,
          elsewhere: state.elsewhere,
          notices: state.notices,
          account: state.account,
          work,
          replaced: state.replaced + 1,
          ...putAway(state, 'Reset'),
          said: 'Reset.',
        };
      }
      case 'undone': {
        const { step = 0 } = action;
        const back = state.undo[step];
        if (!back || state.shared) return state;
        const { work } = back;
        const rest = { ...state, undo: state.undo.filter((_, at) => at !== step), offered: true };
        const put = isUntouched(lab, state.work) ? rest : putAway(rest, turned(back.why));
        return {
          ...state,
          undo: put.undo,
          offered: put.offered,
          work,
          path: shownIn(work, state.path),
          replaced: state.replaced + 1,
          said: 'Your work is back.',
        };
      }
      case 'shared opened': {
        const own = state.shared?.own ?? state.work;
        return {
          ...showing(state, action.work),
          shared: { own },
          account: undefined,
          said: 'A shared copy is open. It has not run.',
        };
      }
      case 'shared kept':
        if (!state.shared) return state;
        return {
          ...state,
          shared: undefined,
          work: { ...state.work, ownEvents: ownAfterKeeping(state.shared.own, state.work) },
          ...putAway({ ...state, shared: undefined, work: state.shared.own }, 'The copy is yours now'),
          said: 'The copy is yours now.',
        };
      case 'shared left':
        if (!state.shared) return state;
        return { ...showing(state, state.shared.own), shared: undefined, said: 'Your own work is back.' };
      case 'account entered':
        return {
          ...showing(state, state.work),
          account: { place: action.place },
          said: 'Run and Check go to your account now.',
        };
      case 'account left': {
        const end = action.cleanedUp
          ? 'What the lab made in your account is deleted.'
          : 'You left your account.';
        return {
          ...showing(state, state.work),
          account: undefined,
          activity: 'idle',
          note: end,
          said: `${end} The lab runs in the simulator again.`,
        };
      }
      case 'dialog':
        return { ...state, dialog: action.dialog };
      case 'said':
        return { ...state, said: action.said };
    }
  };
