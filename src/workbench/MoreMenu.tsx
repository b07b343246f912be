import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { AdvanceTimeDialog } from './AdvanceTimeDialog.tsx';
import { AccountDialog, PLACES } from './account/AccountDialog.tsx';
import { ImportDialog } from './archive/ImportDialog.tsx';
import { takeAway } from './archive/take-away.ts';
import { EventsDialog } from './events/EventsDialog.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import type { MoreProps } from './More.tsx';
import { NewEnvironmentDialog } from './NewEnvironmentDialog.tsx';
import { ResetDialog } from './ResetDialog.tsx';
import { ShareDialog } from './ShareDialog.tsx';
import { StartOverDialog } from './StartOverDialog.tsx';
import { SolutionDialog } from './solution/SolutionDialog.tsx';
import { useOffer } from './solution/use-offer.ts';
import { takeBack, useAccountBefore } from './start-over.ts';
import type { Dialog } from './state.ts';
import { TenTimesDialog } from './TenTimesDialog.tsx';

interface Props extends MoreProps {
  id: string;
  /** The button was pressed before the menu was there. */
  openAtOnce: boolean;
}

interface Item {
  /** A dialog to open, or what to do at once. */
  does: Dialog | (() => void);
  label: string;
  disabled?: boolean;
  note?: string | undefined;
}

interface Group {
  title?: string;
  items: Item[];
}

/** Of the steps that can be undone, how many the menu names. */
const MOST_STEPS = 5;
const GAP_PX = 4;
const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The menu, and the dialog that was chosen from it. */
export function MoreMenu({ id, openAtOnce, ...props }: Props) {
  const { state, dispatch } = props.workbench;
  const menu = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(0);
  const offer = useOffer(props.lab, opened);
  const accountBefore = useAccountBefore(props.lab, opened);
  useLayoutEffect(() => {
    if (openAtOnce) menu.current?.showPopover();
    const close = () => menu.current?.hidePopover();
    addEventListener('scroll', close, { passive: true });
    return () => removeEventListener('scroll', close);
  }, [openAtOnce]);

  // What can be undone is read while the menu is open already.
  useLayoutEffect(() => {
    if (accountBefore && menu.current?.matches(':popover-open')) place(menu.current);
  }, [accountBefore]);

  const busy = state.activity !== 'idle';
  const { lab, compact, workbench } = props;
  const notMine = state.shared !== undefined || state.elsewhere;
  const solution: Item = {
    does: 'solution',
    label: 'Solution…',
    disabled: offer.kind === 'later',
    note: offer.kind === 'later' ? offer.when : undefined,
  };
  const items: Item[] = [
    ...(compact
      ? []
      : [
          { does: 'share' as const, label: 'Share a copy…' },
          ...(state.account
            ? []
            : [
                { does: 'ten times' as const, label: 'Invoke ten times…', disabled: busy },
                { does: 'new environment' as const, label: 'New environment…', disabled: busy },
                { does: 'time' as const, label: 'Advance time…', disabled: busy },
              ]),
          ...(lab.targets.includes('account') && PLACES.length > 0
            ? [
                {
                  does: 'account' as const,
                  label: 'In your own account…',
                  disabled: busy || state.shared !== undefined,
                },
              ]
            : []),
        ]),
    ...(compact || offer.kind === 'none' ? [] : [solution]),
    ...(compact || state.account
      ? []
      : [{ does: 'start over' as const, label: 'Empty the account…', disabled: busy || notMine }]),
    { does: 'reset', label: 'Reset…', disabled: busy || state.shared !== undefined },
    { does: 'keys', label: 'Keys' },
  ];
  const out: Item[] = [
    { does: () => takeAway('package', lab, workbench), label: 'Deployment package (.zip)', disabled: busy },
    { does: () => takeAway('sam', lab, workbench), label: 'SAM project (.zip)', disabled: busy },
  ];
  const bring: Item[] = [
    { does: 'import', label: 'From a zip…', disabled: busy || state.shared !== undefined },
  ];
  const steps = (state.shared ? [] : state.undo).slice(0, MOST_STEPS).map(
    ({ why }, step): Item => ({
      does: () => workbench.dispatch({ kind: 'undone', step }),
      label: `Undo: ${why}`,
    }),
  );
  const account: Item[] =
    accountBefore && !compact && !notMine && !state.account
      ? [{ does: () => takeBack(lab, workbench), label: `Undo: ${accountBefore.why}`, disabled: busy }]
      : [];
  const earlier = [...steps, ...account];
  const groups: Group[] = [
    { items },
    ...(compact
      ? []
      : [
          { title: 'Take it with you', items: out },
          { title: 'Bring it in', items: bring },
        ]),
    ...(earlier.length > 0 ? [{ title: 'Earlier work', items: earlier }] : []),
  ];
  const choose = ({ does }: Item) => {
    menu.current?.hidePopover();
    menu.current?.closest('.wb')?.querySelector<HTMLElement>('.wb-more-button')?.focus();
    if (typeof does === 'string') dispatch({ kind: 'dialog', dialog: does });
    else does();
  };
  const move = (event: KeyboardEvent) => {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? -1 : at + (STEP[event.key] ?? Number.NaN);
    if (Number.isNaN(to)) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus();
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows are an extra; every item is a button */}
      <div
        class="wb-menu"
        id={id}
        popover="auto"
        ref={menu}
        onToggle={(event) => {
          arrive(event);
          setOpened((times) => times + 1);
        }}
        onKeyDown={move}
      >
        {groups.map(({ title, items }) => (
          <Fragment key={title}>
            {title && (
              <p class="wb-menu-group" aria-hidden="true">
                {title}
              </p>
            )}
            <ul aria-label={title ?? 'More for this lab'}>
              {items.map((item, at) => (
                <li key={at}>
                  <button
                    type="button"
                    aria-haspopup={typeof item.does === 'string' ? 'dialog' : undefined}
                    aria-disabled={item.disabled ?? false}
                    onClick={() => item.disabled || choose(item)}
                  >
                    {item.label}
                    {item.note && <small> {item.note}</small>}
                  </button>
                </li>
              ))}
            </ul>
          </Fragment>
        ))}
      </div>
      <Chosen {...props} />
    </>
  );
}

function Chosen({ lab, workbench, compact }: MoreProps) {
  const close = () => workbench.dispatch({ kind: 'dialog', dialog: undefined });
  switch (workbench.state.dialog) {
    case 'keys':
      return <KeysDialog compact={compact} onClose={close} />;
    case 'reset':
      return <ResetDialog workbench={workbench} onClose={close} />;
    case 'start over':
      return <StartOverDialog lab={lab} workbench={workbench} onClose={close} />;
    case 'import':
      return <ImportDialog lab={lab} workbench={workbench} onClose={close} />;
    case 'share':
      return <ShareDialog lab={lab} work={workbench.state.work} onClose={close} />;
    case 'events':
      return <EventsDialog lab={lab} workbench={workbench} onClose={close} />;
    case 'ten times':
      return <TenTimesDialog workbench={workbench} onClose={close} />;
    case 'new environment':
      return <NewEnvironmentDialog workbench={workbench} onClose={close} />;
    case 'time':
      return <AdvanceTimeDialog workbench={workbench} onClose={close} />;
    case 'account':
      return <AccountDialog lab={lab} workbench={workbench} onClose={close} />;
    case 'solution':
      return <SolutionDialog lab={lab} workbench={workbench} onClose={close} />;
    case undefined:
      return null;
  }
}

/** An open menu has the focus. */
function arrive(event: Event & { newState?: string }) {
  const menu = event.currentTarget as HTMLElement;
  if (event.newState !== 'open') return;
  place(menu);
  menu.querySelector('button')?.focus({ preventScroll: true });
}

/** It stands under its button, or above it where there is more room. */
function place(menu: HTMLElement) {
  const button = menu.closest('.wb')?.querySelector('.wb-more-button')?.getBoundingClientRect();
  if (!button) return;
  const { width, height } = menu.getBoundingClientRect();
  const room = innerHeight - button.bottom;
  const above = room < height + GAP_PX && button.top > room;
  menu.style.top = `${Math.max(GAP_PX, above ? button.top - height - GAP_PX : button.bottom + GAP_PX)}px`;
  menu.style.left = `${Math.max(GAP_PX, Math.min(button.left, document.documentElement.clientWidth - width - GAP_PX))}px`;
}
