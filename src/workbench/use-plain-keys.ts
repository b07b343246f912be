import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { indent } from './editor/indent.ts';

/** `insertText` is the one way to change a text area that its own undo knows about. */
function indentIn(area: HTMLTextAreaElement, back: boolean) {
  const change = indent(area.value, area.selectionStart, area.selectionEnd, back);
  if (!change) return;
  area.setSelectionRange(change.from, change.to);
  if (!document.execCommand('insertText', false, change.insert)) {
    area.setRangeText(change.insert);
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  area.setSelectionRange(change.start, change.end);
}

/** In the text areas of `host` Tab indents, if so wished; after Escape it leads out all the same. */
export function usePlainKeys(host: RefObject<HTMLElement>, tabIndents: boolean) {
  useEffect(() => {
    const element = host.current;
    if (!element || !tabIndents) return;
    let leaving = false;
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, shiftKey, ctrlKey, altKey, metaKey, target } = event;
      if (!(target instanceof HTMLTextAreaElement) || !target.matches('.wb-plain')) return;
      if (key === 'Tab' && !leaving && !ctrlKey && !altKey && !metaKey) {
        event.preventDefault();
        indentIn(target, shiftKey);
      } else if (key !== 'Shift' && key !== 'Tab') leaving = key === 'Escape';
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
  }, [host, tabIndents]);
}
