import { useMemo } from 'preact/hooks';
import { CopyButton } from './CopyButton.tsx';
import { firstLines } from './excerpt.ts';
import { jsonTokens, prettyJson } from './json-view.ts';

/** As much as anyone reads; more would hold up the page. */
const SHOWN = 40_000;

/** A payload, with line breaks and in colour where it is JSON. */
export function Json({ payload, what }: { payload: string; what: string }) {
  const pretty = useMemo(() => prettyJson(payload), [payload]);
  const shown = firstLines(pretty, SHOWN);
  const coloured = useMemo(
    () =>
      jsonTokens(shown).map(({ kind, text }) =>
        kind === 'plain' ? text : <span class={`json-${kind}`}>{text}</span>,
      ),
    [shown],
  );
  const cut = shown.length < pretty.length;
  return (
    <div class="wb-json">
      <CopyButton text={() => pretty} what={what} all={cut} />
      {cut && (
        <p class="wb-cut">
          Only the beginning is shown: {what} has {pretty.length.toLocaleString('en-US')} characters. Copy all
          takes the whole of it.
        </p>
      )}
      <pre>
        {coloured}
        {cut && '…'}
      </pre>
    </div>
  );
}
