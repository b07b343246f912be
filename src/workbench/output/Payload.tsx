import { useMemo } from 'preact/hooks';
import { CopyButton } from '../CopyButton.tsx';
import { firstLines } from '../excerpt.ts';
import { jsonTokens, prettyJson } from '../json-view.ts';
import type { ResultView } from '../state.ts';
import { Choice } from './Choice.tsx';
import { JsonTree } from './JsonTree.tsx';
import { bytesInWords, parse } from './json-tree.ts';

interface Props {
  base: string;
  payload: string;
  /** `the result`, for names and notes. */
  what: string;
  view: ResultView;
  onView(view: ResultView): void;
}

/** As much as anyone reads; more would hold up the page. */
const SHOWN = 40_000;

const VIEWS = [
  { value: 'tree', label: 'Tree' },
  { value: 'raw', label: 'Raw' },
] as const;

/** What Lambda answered: as a tree that folds, or byte for byte. */
export default function Payload({ base, payload, what, view, onView }: Props) {
  const parsed = useMemo(() => parse(payload), [payload]);
  const tree = parsed.kind === 'json' && view === 'tree';
  return (
    <div class="wb-payload">
      <div class="wb-answer-bar">
        {parsed.kind === 'json' && (
          <Choice legend="Show as" name={`${base}-view`} options={VIEWS} value={view} onChoose={onView} />
        )}
        <span class="wb-answer-note">{bytesInWords(payload)}</span>
        <CopyButton
          text={() => (tree ? prettyJson(payload) : payload)}
          what={what}
          all={!tree && payload.length > SHOWN}
        />
      </div>
      {tree ? (
        <div class="wb-tree">
          <JsonTree key={payload} value={parsed.value} />
        </div>
      ) : (
        <Raw payload={payload} what={what} />
      )}
    </div>
  );
}

function Raw({ payload, what }: Pick<Props, 'payload' | 'what'>) {
  const shown = firstLines(payload, SHOWN);
  const cut = shown.length < payload.length;
  const coloured = useMemo(
    () =>
      jsonTokens(shown).map(({ kind, text }) =>
        kind === 'plain' ? text : <span class={`json-${kind}`}>{text}</span>,
      ),
    [shown],
  );
  return (
    <>
      {cut && (
        <p class="wb-cut">
          Only the beginning is shown: {what} has {payload.length.toLocaleString('en-US')} characters. Copy
          all takes the whole of it.
        </p>
      )}
      <pre class="wb-bytes">
        {coloured}
        {cut && '…'}
      </pre>
    </>
  );
}
