import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SourceFile } from '../lab/lab.ts';
import { type Keystroke, keystrokeOf } from './editor/keystrokes.ts';
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
  /** Keeps what is typed while the editor is on its way. */
  onPress(stroke: Keystroke): void;
  children: ComponentChildren;
}

const nothingSelected = () => getSelection()?.isCollapsed !== false;

/** The code as read-only, selectable text, until someone wants to edit it. */
export function StaticCode({
  file,
  pristine,
  away,
  ready,
  hintId,
  element,
  onOpen,
  onPress,
  children,
}: Props) {
  const slot = useRef<HTMLDivElement>(null);
  const byPointer = useRef(false);
  const opening = useRef(false);
  const open = (at?: { x: number; y: number }) => {
    opening.current = true;
    onOpen(at);
  };

  useLayoutEffect(() => {
    for (const part of slot.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [])
      part.hidden = part.getAttribute('data-path') !== file.path;
  }, [file.path]);

  // Whoever got here before the page came alive is not made to come again.
  useLayoutEffect(() => {
    if (ready && element.current?.contains(document.activeElement)) onOpen();
  }, [ready]);

  const onKeyDown = (event: KeyboardEvent) => {
    const stroke = keystrokeOf(event);
    if (!stroke) return;
    event.preventDefault();
    // Before the editor is asked for, these two press what has the focus, as on a button.
    if (opening.current || (event.key !== 'Enter' && event.key !== ' ')) onPress(stroke);
    open();
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
        if (ready && !byPointer.current) open();
      }}
      onClick={({ clientX: x, clientY: y }) => {
        byPointer.current = false;
        if (nothingSelected()) open({ x, y });
      }}
      onPaste={(event) => {
        const text = event.clipboardData?.getData('text/plain');
        if (!text) return;
        event.preventDefault();
        onPress({ kind: 'text', text });
        open();
      }}
      onKeyDown={onKeyDown}
    >
      <div ref={slot} hidden={!pristine}>
        {children}
      </div>
      {!pristine && <Highlighted file={file} still={!away} />}
    </div>
  );
}

/** `still`: it is looked at, and not only there for printing. */
function Highlighted({ file: { path, text }, still }: { file: SourceFile; still: boolean }) {
  const [html, setHtml] = useState<{ text: string; html: string }>();
  useEffect(() => {
    if (!still) return;
    let gone = false;
    import('./editor/highlighter.ts')
      .then(({ highlight }) => highlight(text.trimEnd(), languageOf(path)))
      .then(
        (html) => gone || setHtml({ text, html }),
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [path, text, still]);
  if (html?.text !== text)
    return (
      <pre class="shiki">
        <code>{text}</code>
      </pre>
    );
  return <div dangerouslySetInnerHTML={{ __html: html.html }} />;
}
