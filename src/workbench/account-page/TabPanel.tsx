import type { ComponentChildren } from 'preact';
import { tabId } from '../Tabs.tsx';

interface Props {
  base: string;
  id: string;
  active: string;
  children: ComponentChildren;
}

/** What a tab shows. It keeps its state while another one is chosen. */
export const TabPanel = ({ base, id, active, children }: Props) => (
  <div
    class="ap-panel"
    role="tabpanel"
    id={`${base}-panel-${id}`}
    aria-labelledby={tabId(base, id)}
    hidden={id !== active}
  >
    {children}
  </div>
);
