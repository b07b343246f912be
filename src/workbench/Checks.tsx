import { useEffect, useState } from 'preact/hooks';
import cssUrl from './checks.css?url';
import { styleSheet } from './style-sheet.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  slug: string;
  workbench: Workbench;
}

/** What the checks found, or what they will say: the list is loaded with the first Check. */
export function Checks({ slug, workbench }: Props) {
  const { results, activity } = workbench.state;
  const [loaded, setLoaded] = useState<typeof import('./CheckList.tsx') | 'failed'>();
  const wanted = activity === 'checking' || results !== undefined;
  useEffect(() => {
    if (!wanted) return;
    Promise.all([import('./CheckList.tsx'), styleSheet(cssUrl)]).then(
      ([list]) => setLoaded(list),
      () => setLoaded('failed'),
    );
  }, [wanted]);
  if (!results)
    return (
      <p class="wb-empty">Check runs your function with events of its own and says which goals it meets.</p>
    );
  if (loaded === 'failed')
    return <p class="wb-empty">The list of checks could not be loaded. Reload the page to try again.</p>;
  return loaded ? <loaded.CheckList slug={slug} results={results} workbench={workbench} /> : null;
}
