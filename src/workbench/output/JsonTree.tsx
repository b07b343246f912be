import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shorten } from '../excerpt.ts';
import { type Branch, branchOf, sizeInWords, startsOpen } from './json-tree.ts';

const PAGE = 100;
const LONGEST_STRING = 1000;
const LONGEST_KEY = 200;
/** Deeper levels are not moved further to the right. */
const DEEPEST_INDENT = 12;

interface Props {
  value: unknown;
  /** The field that holds it; items of a list have none. */
  name?: string | undefined;
  depth?: number;
  last?: boolean;
}

/** JSON as JSON reads, but objects and lists fold. What is folded is not in the page. */
export function JsonTree({ value, name, depth = 0, last = true }: Props) {
  const branch = branchOf(value);
  const key = name !== undefined && (
    <>
      <span class="json-key">{shorten(JSON.stringify(name), LONGEST_KEY)}</span>
      {': '}
    </>
  );
  const comma = last ? '' : ',';
  if (branch.kind === 'leaf')
    return (
      <div class="wb-leaf">
        {key}
        <Leaf {...branch} />
        {comma}
      </div>
    );
  const [open, close] = branch.kind === 'list' ? '[]' : '{}';
  if (branch.entries.length === 0)
    return (
      <div class="wb-leaf">
        {key}
        {open}
        {close}
        {comma}
      </div>
    );
  return (
    <Folding branch={branch} depth={depth} close={`${close}${comma}`}>
      {key}
      {open}
    </Folding>
  );
}

interface FoldingProps {
  branch: Exclude<Branch, { kind: 'leaf' }>;
  depth: number;
  close: string;
  children: preact.ComponentChildren;
}

function Folding({ branch: { kind, entries }, depth, close, children }: FoldingProps) {
  const [open, setOpen] = useState(() => startsOpen(depth, entries.length));
  const [shown, setShown] = useState(PAGE);
  const list = useRef<HTMLUListElement>(null);
  const left = entries.length - shown;
  // The button that was pressed may be gone: the first of what came takes the focus.
  useLayoutEffect(() => {
    if (shown > PAGE) list.current?.querySelector<HTMLElement>(`[data-at="${shown - PAGE}"]`)?.focus();
  }, [shown]);
  return (
    <details class="wb-branch" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {children}
        <span class="wb-folded"> … {close}</span>
        <span class="wb-size"> {sizeInWords(kind, entries.length)}</span>
      </summary>
      {open && (
        <>
          <ul ref={list} data-deep={depth >= DEEPEST_INDENT}>
            {entries.slice(0, shown).map(([key, value], at) => (
              <li key={key} data-at={at} tabIndex={at > 0 && at % PAGE === 0 ? -1 : undefined}>
                <JsonTree
                  value={value}
                  name={kind === 'object' ? key : undefined}
                  depth={depth + 1}
                  last={at === entries.length - 1}
                />
              </li>
            ))}
            {left > 0 && (
              <li>
                <button type="button" class="wb-link" onClick={() => setShown(shown + PAGE)}>
                  Show {Math.min(PAGE, left)} more of {sizeInWords(kind, entries.length)}
                </button>
              </li>
            )}
          </ul>
          <div>{close}</div>
        </>
      )}
    </details>
  );
}

function Leaf({ sort, text }: Extract<Branch, { kind: 'leaf' }>) {
  const [limit, setLimit] = useState(LONGEST_STRING);
  const left = text.length - limit;
  const shown = left > 0 ? text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '') : text;
  return (
    <>
      <span class={`json-${sort}`}>
        {shown}
        {left > 0 && '…'}
      </span>
      {text.length > LONGEST_STRING && (
        <>
          {' '}
          <button
            type="button"
            class="wb-link"
            aria-expanded={left <= 0}
            onClick={() => setLimit(left > 0 ? limit + 20 * LONGEST_STRING : LONGEST_STRING)}
          >
            {left > 0 ? `Show more (${left.toLocaleString('en-US')} more characters)` : 'Show less'}
          </button>
        </>
      )}
    </>
  );
}
