import { useEffect, useRef } from 'preact/hooks';
import type { SourceFile } from '../lab/lab.ts';
import type { SourceLocation } from '../lab/run.ts';

interface Props {
  file: SourceFile;
  jump: SourceLocation | undefined;
  hintId: string;
  onType(text: string): void;
}

/** The editor for touch, small screens, and when the full one could not be loaded. */
export function PlainEditor({ file, jump, hintId, onType }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => area.current?.focus({ preventScroll: true }), []);

  useEffect(() => {
    const element = area.current;
    if (!element || jump?.path !== file.path) return;
    const lines = element.value.split('\n');
    const start = lines.slice(0, jump.line - 1).join('\n').length + (jump.line > 1 ? 1 : 0);
    element.focus();
    element.setSelectionRange(start, start + (lines[jump.line - 1]?.length ?? 0));
    element.scrollTop = (jump.line - 4) * Number.parseFloat(getComputedStyle(element).lineHeight);
  }, [jump, file.path]);

  return (
    <textarea
      class="wb-plain"
      ref={area}
      aria-label={file.path}
      aria-describedby={hintId}
      spellcheck={false}
      autocapitalize="off"
      autocomplete="off"
      wrap="off"
      value={file.text}
      onInput={({ currentTarget }) => onType(currentTarget.value)}
    />
  );
}
