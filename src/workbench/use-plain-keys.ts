import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { indent, type Replacement } from './editor/indent.ts';
import { indentOf } from './editor/language.ts';
import { formatJson } from './format-json.ts';

/** `insertText` is the one way to change a text area that its own undo knows about. */
function replaceIn(area: HTMLTextAreaElement, { from, to, insert, start, end }: Replacement) {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, insert)) {
    area.setRangeText(insert);
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  area.setSelectionRange(start, end);
}

/** Lays out the JSON in `area`; false when there was nothing to change. */
export function formatIn(area: HTMLTextAreaElement): boolean {
  const insert = formatJson(area.value);
  if (insert === undefined || insert === area.value) return false;
  replaceIn(area, { from: 0, to: area.value.length, insert, start: 0, end: 0 });
  return true;
}

interface Keys {
  tabIndents: boolean;
  onFormat(): void;
}

/** What keys do in the text areas of `host`. After Escape, Tab leads out even where it indents. */
export function usePlainKeys(host: RefObject<HTMLElement>, keys: Keys) {
  const latest = useRef(keys);
  latest.current = keys;
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    let leaving = false;
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, code, shiftKey, ctrlKey, altKey, metaKey, target } = event;
      if (!(target instanceof HTMLTextAreaElement) || !target.matches('.wb-plain')) return;
      if (key === 'Tab') {
        if (!latest.current.tabIndents || leaving || ctrlKey || altKey || metaKey) return;
        event.preventDefault();
        const { value, selectionStart, selectionEnd } = target;
        const width = indentOf(target.getAttribute('aria-label') ?? '');
        const change = indent(value, selectionStart, selectionEnd, shiftKey, width);
        if (change) replaceIn(target, change);
      } else if (code === 'KeyF' && shiftKey && altKey && !ctrlKey && !metaKey) {
        event.preventDefault();
        latest.current.onFormat();
      } else if (key !== 'Shift') leaving = key === 'Escape';
    };
    const onBlur = () => {
      leaving = false;
    };
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('focusout', onBlur);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('focusout', onBlur);
    };
  }, [host]);
}
