import type { TraceEvent } from '../cloud/trace.ts';
import cssUrl from './runtime-api.css?url';
import { lazily } from './use-lazy.ts';

const useRuntimeApi = lazily(() => import('./RuntimeApi.tsx'), cssUrl);

/** The Runtime API's calls; the code that shows them comes when they are first looked at. */
export function LazyRuntimeApi({ trace, shown }: { trace: readonly TraceEvent[]; shown: boolean }) {
  const loaded = useRuntimeApi(shown);
  if (loaded === 'failed')
    return <p class="wb-empty">This could not be loaded. Reload the page to try again.</p>;
  return loaded ? <loaded.default trace={trace} /> : null;
}
