import type { Lab } from '../lab/lab.ts';
import { Environment } from './environment/Environment.tsx';
import { RuntimeApi } from './runtime-api/RuntimeApi.tsx';
import terminalCssUrl from './terminal/terminal.css?url';
import { lazily } from './use-lazy.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  tab: 'environment' | 'runtime-api' | 'terminal';
  lab: Lab;
  workbench: Workbench;
  /** The lab's part of the page; ids are built on it. */
  base: string;
  shown: boolean;
}

const useTerminalPanel = lazily(() => import('./terminal/Terminal.tsx'), terminalCssUrl);

export default function Panels({ tab, lab, workbench, base, shown }: Props) {
  const terminal = useTerminalPanel(tab === 'terminal' && shown);
  if (tab === 'terminal') {
    if (terminal === 'failed')
      return <p class="wb-empty">The terminal could not be loaded. Reload the page to try again.</p>;
    if (!terminal) return <p class="wb-empty">Opening the terminal…</p>;
    // Somebody else's code has an account of its own, and so a terminal of its own.
    const whose = workbench.state.shared ? 'shared' : 'own';
    return <terminal.default key={whose} lab={lab} workbench={workbench} shown={shown} />;
  }
  if (tab === 'runtime-api') return <RuntimeApi workbench={workbench} base={base} />;
  return <Environment workbench={workbench} base={base} shown={shown} />;
}
