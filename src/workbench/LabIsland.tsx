import type { ComponentChildren } from 'preact';
import type { Lab } from '../lab/lab.ts';
import { CodePane } from './CodePane.tsx';
import { EventPicker } from './EventPicker.tsx';
import { FirstTimeline } from './FirstTimeline.tsx';
import { Header } from './Header.tsx';
import { Output } from './Output.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useKeys } from './use-keys.ts';
import { useNotice } from './use-notice.ts';
import { useShared } from './use-shared.ts';
import { useWorkbench } from './use-workbench.ts';
import './workbench.css';

const inAccount = () => import('./account/AccountBanner.tsx');
const openElsewhere = () => import('./Elsewhere.tsx');

interface Props {
  lab: Lab;
  /** Smaller, for the landing page: no checks, the event folded. */
  compact?: boolean;
  /** The highlighted code from the build: one `<div data-path>` a file. */
  code?: ComponentChildren;
}

/** A lab as the learner sees it. Renders on the server; reads well without JavaScript. */
export default function LabIsland({ lab, compact = false, code }: Props) {
  const base = `lab-${lab.id}`;
  const workbench = useWorkbench(lab);
  const { state, dispatch } = workbench;
  const sharing = useShared(lab, state.ready, dispatch);
  const account = useNotice(inAccount, state.account !== undefined);
  const elsewhere = useNotice(openElsewhere, state.elsewhere && !state.shared);
  const problemId = `${base}-problem`;

  const onKeyDownCapture = useKeys(workbench, compact);

  return (
    <section
      class="wb"
      aria-labelledby={`${base}-title`}
      data-compact={compact}
      data-ready={state.ready}
      onKeyDownCapture={onKeyDownCapture}
    >
      <div class="wb-frame">
        <Header lab={lab} state={state} headingId={`${base}-title`} compact={compact} />
        {state.notices.map((notice) => (
          <p class="wb-notice" role="status" key={notice}>
            {notice}
          </p>
        ))}
        {state.shared && sharing && <sharing.SharedBanner workbench={workbench} />}
        {account && <account.AccountBanner workbench={workbench} />}
        {elsewhere && <elsewhere.Elsewhere workbench={workbench} />}
        <div class="wb-left">
          <CodePane lab={lab} workbench={workbench} compact={compact} code={code} />
          <EventPicker lab={lab} workbench={workbench} folded={compact} problemId={problemId} />
        </div>
        <Output lab={lab} workbench={workbench} compact={compact} />
        {compact && <FirstTimeline base={base} history={state.history} />}
        <Toolbar lab={lab} workbench={workbench} compact={compact} problemId={problemId} />
      </div>
      <p class="wb-said" role="status" aria-live="polite">
        {state.said}
      </p>
    </section>
  );
}
