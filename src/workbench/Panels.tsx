import { Environment } from './environment/Environment.tsx';
import { RuntimeApi } from './RuntimeApi.tsx';
import type { Workbench } from './use-workbench.ts';

interface Props {
  tab: 'environment' | 'runtime-api';
  workbench: Workbench;
  /** The lab's part of the page; ids are built on it. */
  base: string;
  shown: boolean;
}

export default function Panels({ tab, workbench, base, shown }: Props) {
  if (tab === 'runtime-api') return <RuntimeApi trace={workbench.state.trace} />;
  return <Environment workbench={workbench} base={base} shown={shown} />;
}
