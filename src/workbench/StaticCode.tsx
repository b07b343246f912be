import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SourceFile } from '../lab/lab.ts';
import { languageOf } from './editor/language.ts';

interface Props {
  file: SourceFile;
  /** The text is the lab's own, which the page already holds, highlighted. */
  pristine: boolean;
  /** An editor stands in its place. */
  away: boolean;
  ready: boolean;
  hintId: string;
  element: RefObject<HTMLDivElement>;
  onOpen(at?: { x: number; y: number }): void;
  children: ComponentChildren;
}

const MOVES = /^(Tab|Shift|Control|Alt|Meta|Escape|Arrow.*|Page.*|Home|End|F\d+)$/;
const nothingSelected = () => getSelection()?.isCollapsed !== false;

/** The code as read-only, selectable text, until someone wants to edit it. */
export function StaticCode({ file, pristine, away, ready, hintId, element, onOpen, children }: Props) {
  const slot = useRef<HTMLDivElement>(null);
  const byPointer = useRef(false);

  useLayoutEffect(() => {
    for (const pre of slot.current?.querySelectorAll('pre') ?? []) pre.removeAttribute('tabindex');
    for (const part of slot.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [])
      part.hidden = part.getAttribute('data-path') !== file.path;
  }, [file.path]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (MOVES.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: highlighted code cannot stand in a textarea
    <div
      class="wb-still"
      role="textbox"
      aria-multiline="true"
      aria-readonly="true"
      aria-label={file.path}
      aria-describedby={hintId}
      tabIndex={0}
      hidden={away}
      ref={element}
      onPointerDown={() => {
        byPointer.current = true;
      }}
      onFocus={() => {
        if (ready && !byPointer.current) onOpen();
      }}
      onClick={({ clientX: x, clientY: y }) => {
        byPointer.current = false;
        if (nothingSelected()) onOpen({ x, y });
      }}
      onKeyDown={onKeyDown}
    >
      <div ref={slot} hidden={!pristine}>
        {children}
      </div>
      {!pristine && <Highlighted file={file} />}
    </div>
  );
}

function Highlighted({ file: { path, text } }: { file: SourceFile }) {
  const [html, setHtml] = useState<{ text: string; html: string }>();
  useEffect(() => {
    let gone = false;
    import('./editor/highlighter.ts').then(
      ({ highlight }) => gone || setHtml({ text, html: highlight(text.trimEnd(), languageOf(path)) }),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [path, text]);
  if (html?.text !== text)
    return (
      <pre class="shiki">
        <code>{text}</code>
      </pre>
    );
  return <div dangerouslySetInnerHTML={{ __html: html.html }} />;
}
