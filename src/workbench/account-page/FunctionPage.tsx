import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Tabs } from '../Tabs.tsx';
import { Aliases } from './Aliases.tsx';
import { Code } from './Code.tsx';
import { Configuration } from './Configuration.tsx';
import { Configure } from './Configure.tsx';
import { LogStreams } from './LogStreams.tsx';
import type { FunctionOverview } from './overview.ts';
import { Permissions } from './Permissions.tsx';
import { PublishVersion } from './PublishVersion.tsx';
import { Remove } from './Remove.tsx';
import { TabPanel } from './TabPanel.tsx';
import { TestFunction } from './TestFunction.tsx';
import type { OpenAccount } from './use-account.ts';
import { Versions } from './Versions.tsx';

const TABS = [
  { id: 'test', label: 'Test' },
  { id: 'code', label: 'Code' },
  { id: 'configuration', label: 'Configuration' },
  { id: 'versions', label: 'Versions' },
  { id: 'aliases', label: 'Aliases' },
  { id: 'permissions', label: 'Permissions' },
  { id: 'logs', label: 'Logs' },
] as const;

interface Props {
  account: OpenAccount;
  shown: FunctionOverview;
  onBack(): void;
}

/** One function: what it is, what it has, and what it does when it is invoked. */
export function FunctionPage({ account, shown, onBack }: Props) {
  const base = 'account-function';
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('test');
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const { name } = shown;
  return (
    <>
      <p class="ap-back">
        <button type="button" class="wb-link" onClick={onBack}>
          All functions
        </button>
      </p>
      <div class="ap-bar">
        <h3 ref={heading} tabIndex={-1}>
          {name}
        </h3>
        <Remove
          account={account}
          what={name}
          warning="Its versions and aliases go with it."
          act={() => account.client.send(new DeleteFunctionCommand({ FunctionName: name }))}
        />
      </div>
      <Tabs label={`About ${name}`} base={base} items={TABS} active={tab} onChoose={(id) => setTab(id)} />
      <TabPanel base={base} id="test" active={tab}>
        <TestFunction account={account} shown={shown} />
      </TabPanel>
      <TabPanel base={base} id="code" active={tab}>
        <Code account={account} shown={shown} />
      </TabPanel>
      <TabPanel base={base} id="configuration" active={tab}>
        <Configuration shown={shown} />
        <Configure account={account} shown={shown} />
      </TabPanel>
      <TabPanel base={base} id="versions" active={tab}>
        <Versions shown={shown} />
        <PublishVersion account={account} name={name} />
      </TabPanel>
      <TabPanel base={base} id="aliases" active={tab}>
        <Aliases account={account} shown={shown} />
      </TabPanel>
      <TabPanel base={base} id="permissions" active={tab}>
        <Permissions shown={shown} />
      </TabPanel>
      <TabPanel base={base} id="logs" active={tab}>
        <LogStreams streams={account.streams.filter(({ functionName }) => functionName === name)} />
      </TabPanel>
    </>
  );
}
