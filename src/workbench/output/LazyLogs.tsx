import { lazily } from '../use-lazy.ts';
import type { LogsProps } from './Logs.tsx';
import cssUrl from './output.css?url';

const useLogs = lazily(() => import('./Logs.tsx'), cssUrl);

/** The log of a run; the code that shows it comes with the first run. */
export function LazyLogs({
  lines,
  ...props
}: Omit<LogsProps, 'lines'> & { lines?: LogsProps['lines'] | undefined }) {
  const loaded = useLogs(lines !== undefined);
  if (!lines) return <p class="wb-empty">Run the function to see what Lambda writes to its log.</p>;
  if (loaded === 'failed')
    return <p class="wb-empty">The log could not be loaded. Run again to try once more.</p>;
  return loaded ? <loaded.default lines={lines} {...props} /> : null;
}
