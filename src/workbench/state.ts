import type { TraceEvent } from '../cloud/trace.ts';
import type { CheckResult } from '../lab/check.ts';
import type { Lab } from '../lab/lab.ts';
import type { MistakeFound } from '../lab/mistake.ts';
import type { EnvironmentEnd, RunOutcome, SourceLocation } from '../lab/run.ts';
import { freshWork, type PutAway, type Work } from '../lab/work.ts';
import type { Fetched } from '../sandbox/python-engine.ts';
import { noRuns, type RunHistory } from './runs.ts';

/** A line of a run's log, to be shown in the log or at its moment on the timeline. */
interface LineTarget {
  on: 'logs' | 'timeline';
  run: number;
  line: number;
}

export type OutputTab =
  | 'result'
  | 'logs'
  | 'timeline'
  | 'environment'
  | 'runtime-api'
  | 'checks'
  | 'terminal';
/** The answer of a run as a tree that folds, or as the bytes that Lambda sends. */
export type ResultView = 'tree' | 'raw';
/** What is open over the lab. */
export type Dialog =
  | 'keys'
  | 'reset'
  | 'start over'
  | 'share'
  | 'import'
  | 'solution'
  | 'new environment'
  | 'time'
  | 'ten times'
  | 'events'
  | 'account';
type Activity = 'idle' | 'starting' | 'running' | 'checking';

export interface State {
  /** False on the server and until a draft, if any, has been read. */
  ready: boolean;
  work: Work;
  /** Goes up when files change other than by typing, so that an open editor takes them over. */
  replaced: number;
  path: string;
  /** The place to show in the editor; a new object asks anew. */
  jump?: SourceLocation | undefined;
  tab: OutputTab;
  resultView: ResultView;
  activity: Activity;
  /** How far Python is, while it is fetched. */
  fetched?: Fetched | undefined;
  outcome?: RunOutcome | undefined;
  /** What the account recorded of the latest run. */
  trace: readonly TraceEvent[];
  history: RunHistory;
  /** The run whose log is shown, when it is not the latest. */
  logRun?: number | undefined;
  /** The line someone asked for; a new object asks anew. */
  target?: LineTarget | undefined;
  results?: readonly CheckResult[] | undefined;
  /** The common mistake that these results look like. */
  mistake?: MistakeFound | undefined;
  /** Why the simulator itself could not answer. */
  trouble?: string | undefined;
  /** Work that was put away, the latest first. Undoing puts the present work away in its turn: nothing is lost. */
  undo: readonly PutAway[];
  /** Nothing was written since the latest of `undo`. */
  offered: boolean;
  /** Another page keeps the work of this lab: what is written here is not saved. */
  elsewhere: boolean;
  /** Somebody else's work is open and not kept; `own` is the learner's. */
  shared?: { own: Work } | undefined;
  /** Where in an account of the learner's own the lab runs, instead of in the simulator. */
  account?: { place: string } | undefined;
  dialog?: Dialog | undefined;
  notices: readonly string[];
  /** What the latest act came to that was no run. */
  note?: string | undefined;
  /** Which of several runs `outcome` is. */
  which?: string | undefined;
  /** The latest sentence for the live region. */
  said: string;
}

/** What came of something other than one run, in words; its runs, or the time that passed without any. */
export interface Done {
  note: string;
  outcomes?: readonly RunOutcome[];
  /** Which of them the figures are of, as in 'one of ten'. */
  which?: string;
  passed?: { ms: number; ended: readonly EnvironmentEnd[]; trace: readonly TraceEvent[] };
}

export type Action =
  | {
      kind: 'opened';
      work?: Work | undefined;
      undo?: readonly PutAway[] | undefined;
      offered?: boolean | undefined;
      notices: readonly string[];
    }
  | { kind: 'noticed'; notice: string }
  | { kind: 'went elsewhere' }
  /** `known` is the work as this page last saw it kept; the rest is what the other page kept. */
  | {
      kind: 'took over';
      work: Work;
      undo: readonly PutAway[];
      offered: boolean;
      known: Work | undefined;
    }
  | { kind: 'typed'; path: string; text: string }
  | { kind: 'file added'; path: string }
  | { kind: 'file chosen'; path: string }
  | { kind: 'event chosen'; name: string }
  | { kind: 'event typed'; text: string }
  | { kind: 'event restored' }
  | { kind: 'tab chosen'; tab: OutputTab }
  | { kind: 'view chosen'; view: ResultView }
  | { kind: 'log chosen'; run: number }
  | { kind: 'line chosen'; target: LineTarget }
  | { kind: 'place chosen'; location: SourceLocation }
  | { kind: 'began'; activity: Exclude<Activity, 'idle'> }
  | { kind: 'fetched'; fetched: Fetched }
  | { kind: 'ran'; outcome: RunOutcome; said: string }
  | { kind: 'judged'; results: readonly CheckResult[]; mistake?: MistakeFound | undefined; said: string }
  | { kind: 'broke'; trouble: string }
  | ({ kind: 'done' } & Done)
  | { kind: 'reset' }
  /** `step` counts `undo` from the latest, which it is when left out. */
  | { kind: 'undone'; step?: number }
  | { kind: 'replaced'; work: Work; why: string }
  | { kind: 'shared opened'; work: Work }
  | { kind: 'shared kept' }
  | { kind: 'shared left' }
  | { kind: 'account entered'; place: string }
  | { kind: 'account left'; cleanedUp: boolean }
  | { kind: 'dialog'; dialog: Dialog | undefined }
  | { kind: 'said'; said: string };

export const initialState = (lab: Lab): State => ({
  ready: false,
  work: freshWork(lab),
  replaced: 0,
  path: lab.starter[0]?.path ?? '',
  tab: 'result',
  resultView: 'tree',
  activity: 'idle',
  trace: [],
  history: noRuns,
  undo: [],
  offered: false,
  elsewhere: false,
  notices: [],
  said: '',
});
