import { useState } from 'preact/hooks';
import { Fetching } from '../Fetching.tsx';
import { Tabs } from '../Tabs.tsx';
import type { AccountChoice } from './choice.ts';
import { FailureNote } from './FailureNote.tsx';
import { FunctionPage } from './FunctionPage.tsx';
import { Functions } from './Functions.tsx';
import { Layers } from './Layers.tsx';
import { LogStreams } from './LogStreams.tsx';
import { TabPanel } from './TabPanel.tsx';
import { useAccount } from './use-account.ts';

const TABS = [
  { id: 'functions', label: 'Functions' },
  { id: 'layers', label: 'Layers' },
  { id: 'logs', label: 'Logs' },
] as const;

interface Props {
  choice: AccountChoice;
}

/** An account in a sandbox frame, as a console would show it. */
export default function OpenedAccount({ choice }: Props) {
  const base = 'account';
  const account = useAccount(choice.python);
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('functions');
  const [chosen, setChosen] = useState<string>();
  const { overview } = account;
  const shown = overview?.functions.find(({ name }) => name === chosen);
  return (
    <section class="ap-account" aria-labelledby="account-title">
      <h2 id="account-title">{choice.title}</h2>
      <p class="ap-status" role="status">
        {account.fetched ? (
          <Fetching fetched={account.fetched} />
        ) : account.busy ? (
          'Asking Lambda…'
        ) : (
          account.said || 'us-east-1 · account 1111-2222-3333 · simulated'
        )}
      </p>
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
    </section>
  );
}
