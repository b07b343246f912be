import { useCallback, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import { Checks } from './Checks.tsx';
import { LazyPanel } from './LazyPanels.tsx';
import { LazyTimeline } from './LazyTimeline.tsx';
import { LazyLogs } from './output/LazyLogs.tsx';
import cssUrl from './output/output.css?url';
import { logOf } from './runs.ts';
import type { OutputTab } from './state.ts';
import { type TabItem, Tabs, tabId } from './Tabs.tsx';
import { lazily } from './use-lazy.ts';
import type { Workbench } from './use-workbench.ts';

const useAnswer = lazily(() => import('./output/Answer.tsx'), cssUrl);

interface Props {
  lab: Lab;
  workbench: Workbench;
  compact: boolean;
}

/** Panels with what is behind a run. */
const BEHIND = ['environment', 'runtime-api', 'terminal'] as const;

export function Output({ lab, workbench, compact }: Props) {
  const base = `lab-${lab.id}-output`;
  const { state, dispatch } = workbench;
  const { outcome, results, target, trouble } = state;
  const answered = trouble !== undefined || outcome !== undefined;
  const answer = useAnswer(answered || state.activity !== 'idle');
  const items: TabItem<OutputTab>[] = [
    { id: 'result', label: 'Result' },
    { id: 'logs', label: 'Logs' },
    // What only the simulator can show.
    ...(compact || state.account
      ? []
      : [
          { id: 'timeline' as const, label: 'Timeline' },
          { id: 'environment' as const, label: 'Environment' },
          { id: 'runtime-api' as const, label: 'Runtime API' },
        ]),
    ...(compact ? [] : [{ id: 'checks' as const, label: 'Checks' }]),
    ...(compact || state.account ? [] : [{ id: 'terminal' as const, label: 'Terminal' }]),
  ];
  const panel = (id: OutputTab) => ({
    role: 'tabpanel' as const,
    id: `${base}-panel-${id}`,
    'aria-labelledby': tabId(base, id),
    hidden: state.tab !== id,
    tabIndex: 0,
    class: 'wb-panel',
  });
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const top = element.current?.getBoundingClientRect().top ?? 0;
    if ((outcome || results) && top > innerHeight - 200) element.current?.scrollIntoView({ block: 'end' });
  }, [outcome, results]);
  const log = logOf(state.history, outcome, state.logRun);
  const runs = useMemo(() => state.history.runs.map(({ number }) => number).reverse(), [state.history]);
  const shown = log?.run ?? 0;
  const onRun = useCallback((run: number) => dispatch({ kind: 'log chosen', run }), [dispatch]);
  const onMoment = useCallback(
    (line: number) => dispatch({ kind: 'line chosen', target: { on: 'timeline', run: shown, line } }),
    [dispatch, shown],
  );
  const onLine = useCallback(
    (run: number, line: number) => dispatch({ kind: 'line chosen', target: { on: 'logs', run, line } }),
    [dispatch],
  );
  const ran = outcome !== undefined && outcome.kind !== 'refused';

  return (
    <div class="wb-output" ref={element} data-busy={state.activity !== 'idle'}>
      <Tabs
        label="Output"
        base={base}
        items={items}
        active={state.tab}
        onChoose={(tab) => dispatch({ kind: 'tab chosen', tab })}
      />
      <div {...panel('result')}>
        {!answered && <p class="wb-empty">Run the function to see what it returns.</p>}
        {answered && answer === 'failed' && <p>{trouble ?? 'The answer could not be shown. Run again.'}</p>}
        {answered && answer && answer !== 'failed' && <answer.Result lab={lab} workbench={workbench} />}
      </div>
      <div {...panel('logs')}>
        <LazyLogs
          base={base}
          lines={log?.lines}
          run={log?.run}
          runs={runs}
          target={target?.on === 'logs' ? target : undefined}
          onRun={onRun}
          onMoment={compact || state.account || log?.run === undefined ? undefined : onMoment}
        />
      </div>
      {!compact && (
        <>
          <div {...panel('timeline')}>
            <LazyTimeline
              base={base}
              history={state.history}
              target={target?.on === 'timeline' ? target : undefined}
              onLine={onLine}
            />
          </div>
          {BEHIND.map((tab) => (
            <div key={tab} {...panel(tab)}>
              <LazyPanel tab={tab} lab={lab} workbench={workbench} base={base} />
            </div>
          ))}
          <div {...panel('checks')}>
            <Checks slug={lab.slug} workbench={workbench} />
          </div>
        </>
      )}
      {/* The checks are runs of their own, and a terminal's lines may be of anything: the figures of the last Run say nothing about them. */}
      {ran && state.tab !== 'checks' && state.tab !== 'terminal' && answer && answer !== 'failed' && (
        <answer.Summary outcome={outcome} which={state.which} />
      )}
    </div>
  );
}
