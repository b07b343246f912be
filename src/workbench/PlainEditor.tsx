import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SourceFile } from '../lab/lab.ts';
import type { SourceLocation } from '../lab/run.ts';

interface Props {
  file: SourceFile;
  /** Each file has a text area of its own, so that each keeps its undo. */
  shown: boolean;
  readOnly: boolean;
  /** Where the cursor stands at first, in UTF-16 units; without it the focus stays where it is. */
  cursor: number | undefined;
  jump: SourceLocation | undefined;
  hintId: string;
  onType(text: string): void;
}

/** The editor for touch and small screens, for who prefers it, and when the full one could not be loaded. */
export function PlainEditor({ file, shown, readOnly, cursor, jump, hintId, onType }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const lines = file.text.split('\n').length;

  // Before the first paint: a later one would take back what has been selected since.
  useLayoutEffect(() => {
    if (!shown || cursor === undefined) return;
    area.current?.focus({ preventScroll: true });
    area.current?.setSelectionRange(cursor, cursor);
  }, []);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element || jump?.path !== file.path) return;
    const lines = element.value.split('\n');
    const start = lines.slice(0, jump.line - 1).join('\n').length + (jump.line > 1 ? 1 : 0);
    element.focus();
    element.setSelectionRange(start, start + (lines[jump.line - 1]?.length ?? 0));
    element.scrollTop = (jump.line - 4) * Number.parseFloat(getComputedStyle(element).lineHeight);
  }, [jump, file.path]);

  return (
    <div class="wb-plain-frame" hidden={!shown}>
      <pre class="wb-plain-numbers" aria-hidden="true" ref={numbers}>
        {Array.from({ length: lines }, (_, at) => at + 1).join('\n')}
      </pre>
      <textarea
        class="wb-plain"
        ref={area}
        aria-label={file.path}
        aria-describedby={hintId}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        wrap="off"
        readOnly={readOnly}
        value={file.text}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
        onScroll={({ currentTarget: { scrollTop } }) => {
          if (numbers.current) numbers.current.style.translate = `0 ${-scrollTop}px`;
        }}
      />
    </div>
  );
}
