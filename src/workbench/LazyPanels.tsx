import type { Lab } from '../lab/lab.ts';
import cssUrl from './panels.css?url';
import { lazily } from './use-lazy.ts';
import type { Workbench } from './use-workbench.ts';

const usePanels = lazily(() => import('./Panels.tsx'), cssUrl);

/** The panels that show what is behind a run; their code comes when one of them is first looked at. */
export function LazyPanel(props: {
  tab: 'environment' | 'runtime-api' | 'terminal';
  lab: Lab;
  workbench: Workbench;
  base: string;
}) {
  const shown = props.workbench.state.tab === props.tab;
  const loaded = usePanels(shown);
  if (loaded === 'failed')
    return <p class="wb-empty">This could not be loaded. Reload the page to try again.</p>;
  return loaded ? <loaded.default {...props} shown={shown} /> : null;
}
