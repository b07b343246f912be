import { useRef, useState } from 'preact/hooks';
import { Tabs } from '../Tabs.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FailureNote } from './FailureNote.tsx';
import { FunctionPage } from './FunctionPage.tsx';
import { Functions } from './Functions.tsx';
import { Layers } from './Layers.tsx';
import { LogStreams } from './LogStreams.tsx';
import type { KeptAccount } from './open-kept.ts';
import { TabPanel } from './TabPanel.tsx';
import { useAccount } from './use-account.ts';

const TABS = [
  { id: 'functions', label: 'Functions' },
  { id: 'layers', label: 'Layers' },
  { id: 'logs', label: 'Logs' },
] as const;

/** An account as a console would show it. */
export function Console({ kept, title }: { kept: KeptAccount; title: string }) {
  const base = 'account';
  const account = useAccount(kept);
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('functions');
  const [chosen, setChosen] = useState<string>();
  const [asking, setAsking] = useState(false);
  const status = useRef<HTMLParagraphElement>(null);
  const { overview, undo } = account;
  const shown = overview?.functions.find(({ name }) => name === chosen);
  return (
    <>
      <div class="ap-bar">
        <p class="ap-status" role="status" ref={status} tabIndex={-1}>
          {account.busy
            ? 'Asking Lambda…'
            : account.said || 'Region us-east-1, account 111122223333, simulated in this browser.'}
        </p>
        <p>
          {undo && !account.busy && (
            <button
              type="button"
              class="wb-button"
              onClick={() => {
                status.current?.focus();
                void undo();
              }}
            >
              Undo
            </button>
          )}
          {overview && (
            <button type="button" class="wb-quiet" onClick={() => setAsking(true)}>
              Start over…
            </button>
          )}
        </p>
      </div>
      {asking && (
        <ConfirmDialog
          title={`Empty the account of ${title}?`}
          yes="Yes, empty it"
          onYes={() => {
            setChosen(undefined);
            void account.startOver();
          }}
          onClose={() => setAsking(false)}
        >
          All its functions, versions, aliases, layers and buckets go. You can undo it until you change
          something else.
        </ConfirmDialog>
      )}
      <FailureNote failure={account.failure} />
      {overview && (
        <>
          <Tabs label="The account" base={base} items={TABS} active={tab} onChoose={(id) => setTab(id)} />
          <TabPanel base={base} id="functions" active={tab}>
            {shown ? (
              <FunctionPage
                key={shown.name}
                account={account}
                shown={shown}
                onBack={() => setChosen(undefined)}
              />
            ) : (
              <Functions account={account} onChoose={setChosen} />
            )}
          </TabPanel>
          <TabPanel base={base} id="layers" active={tab}>
            <Layers layers={overview.layers} />
          </TabPanel>
          <TabPanel base={base} id="logs" active={tab}>
            <h3>Logs</h3>
            <LogStreams streams={account.streams} />
          </TabPanel>
        </>
      )}
    </>
  );
}
