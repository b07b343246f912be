import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface TabItem<Id extends string> {
  id: Id;
  label: string;
  note?: ComponentChildren;
}

interface Props<Id extends string> {
  label: string;
  /** Ids of the tabs and panels are built on it. */
  base: string;
  items: readonly TabItem<Id>[];
  active: Id;
  onChoose(id: Id): void;
  panelId?: string;
}

export const tabId = (base: string, id: string) => `${base}-tab-${id.replace(/\W/g, '-')}`;

/** A row of tabs: arrow keys, Home and End move and choose. */
export function Tabs<Id extends string>({ label, base, items, active, onChoose, panelId }: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  // Only the row scrolls, never the page: a tab may be chosen by what is pressed elsewhere.
  useLayoutEffect(() => {
    const row = list.current!;
    const tab = row.querySelector<HTMLElement>('[aria-selected="true"]');
    if (tab) row.scrollLeft = tab.offsetLeft - row.clientWidth / 3;
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = items.findIndex(({ id }) => id === active);
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = items.at(step % items.length);
    if (!next) return;
    onChoose(next.id);
    document.getElementById(tabId(base, next.id))?.focus();
  };
  return (
    <div class="wb-tabs" role="tablist" ref={list} aria-label={label} onKeyDown={onKeyDown}>
      {items.map(({ id, label: name, note }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(base, id)}
          class="wb-tab"
          aria-selected={id === active}
          aria-controls={panelId ?? `${base}-panel-${id}`}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {name}
          {note}
        </button>
      ))}
    </div>
  );
}
