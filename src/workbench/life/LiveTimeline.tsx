import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LabSession } from '../../lab/session.ts';
import { Icon } from '../Icon.tsx';
import { LazyLogs } from '../output/LazyLogs.tsx';
import { logOf, noRuns, type RunHistory } from '../runs.ts';
import Timeline from '../Timeline.tsx';
import { IN_TEXT } from '../timeline-axis.ts';
import { troubleInWords } from '../trouble.ts';
import { type Life, live, type Step } from './life.ts';

interface Props {
  /** Of the ids inside, unique in the page. */
  base: string;
  life: Life;
}

/** Between the steps of a life, so that the eye can follow; none where motion is not wanted. */
const PACE_MS = 700;
const pace = () =>
  matchMedia('(prefers-reduced-motion: reduce)').matches
    ? undefined
    : new Promise((done) => setTimeout(done, PACE_MS));

/** A life that runs in the simulator, and then goes on as the reader likes. */
export function LiveTimeline({ base, life }: Props) {
  const [history, setHistory] = useState(noRuns);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('In the simulator, here in your browser.');
  const session = useRef<LabSession>();
  const working = useRef(false);

  async function perform(act: (session: LabSession) => Promise<void>) {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    try {
      if (!session.current) {
        say('Starting the simulator…');
        const { openScratchSession } = await import('../../lab/open.ts');
        session.current = openScratchSession({ id: base, timeout: life.timeout });
      }
      await act(session.current);
    } catch (error) {
      say(troubleInWords(error instanceof Error ? error : new Error(String(error))));
    } finally {
      working.current = false;
      setBusy(false);
    }
  }

  async function take(session: LabSession, step: Step, before: RunHistory) {
    const lived = await live(session, life, before, step);
    setHistory(lived.history);
    say(lived.said);
    return lived.history;
  }

  const runAll = () =>
    perform(async (session) => {
      if (history.count > 0) await session.newEnvironment();
      let lived = noRuns;
      for (const step of life.steps) {
        if (lived.count > 0) await pace();
        lived = await take(session, step, lived);
      }
    });

  const ran = history.count > 0;
  return (
    <>
      <div class="life-bar">
        <button type="button" class="wb-button wb-run" aria-disabled={busy} data-busy={busy} onClick={runAll}>
          <Icon name={ran ? 'reset' : 'play'} />
          {ran ? 'Again' : 'Run it'}
        </button>
        {ran &&
          Object.entries(life.actions).map(([name, step]) => (
            <button
              key={name}
              type="button"
              class="wb-button"
              aria-disabled={busy}
              onClick={() => perform(async (session) => void (await take(session, step, history)))}
            >
              {name}
            </button>
          ))}
      </div>
      <p class="life-said" role="status">
        {said}
      </p>
      {ran && <Lived base={base} history={history} />}
    </>
  );
}

/** The timeline, and the log of a run whose line was asked for. */
function Lived({ base, history }: { base: string; history: RunHistory }) {
  const [asked, setAsked] = useState<{ on: 'log' | 'timeline'; run: number; line: number }>();
  useLayoutEffect(() => setAsked(undefined), [history]);
  const log = asked && logOf(history, undefined, asked.run);
  const runs = useMemo(() => history.runs.map(({ number }) => number).reverse(), [history]);
  return (
    <>
      <Timeline
        base={`${base}-live`}
        runs={history.runs}
        after={history.after}
        sizes={IN_TEXT}
        target={asked?.on === 'timeline' ? asked : undefined}
        onLine={(run, line) => setAsked({ on: 'log', run, line })}
      />
      {log && (
        <LazyLogs
          base={`${base}-log`}
          lines={log.lines}
          runs={runs}
          run={log.run}
          target={asked.on === 'log' ? asked : undefined}
          onRun={(run) => setAsked({ on: 'log', run, line: 0 })}
          onMoment={(line) => setAsked({ on: 'timeline', run: asked.run, line })}
        />
      )}
    </>
  );
}
