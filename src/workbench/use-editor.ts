import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import type { RunOutcome } from '../lab/run.ts';
import { offsetAtPoint } from './editor/caret.ts';
import { applyKeystrokes, type Keystroke } from './editor/keystrokes.ts';
import type { OpenEditor } from './editor/monaco.ts';
import { mustBePlain, preferred } from './preferences.ts';
import type { Workbench } from './use-workbench.ts';

export type EditorMode = 'resting' | 'loading' | 'open' | 'plain' | 'failed';

function problemOf(outcome: RunOutcome | undefined) {
  if (outcome?.kind === 'refused' && outcome.location)
    return { location: outcome.location, message: outcome.message };
  if (outcome?.kind === 'failed' && outcome.failure.location) {
    const { location, errorType, errorMessage } = outcome.failure;
    return { location, message: `${errorType}: ${errorMessage}` };
  }
  return undefined;
}

const shownCode = (still: Element) => still.querySelector(':scope > :not([hidden]) code, :scope > pre code');

/** Opens an editor where the code stands, on intent, and keeps it and the state in step. */
export function useEditor(lab: Lab, { state, dispatch }: Workbench) {
  const [mode, setMode] = useState<EditorMode>('resting');
  const host = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLDivElement>(null);
  const editor = useRef<OpenEditor>();
  const clicked = useRef<{ x: number; y: number }>();
  /** Where the plain editor puts its cursor; undefined when it is to leave the focus alone. */
  const offset = useRef<number>();
  /** What was typed before there was an editor. */
  const pressed = useRef<Keystroke[]>([]);
  const latest = useRef(state);
  latest.current = state;
  const started = useRef(false);

  const attempts = useRef(0);

  /** Shows the editor that is preferred now, in place of the code or of another editor. */
  const start = useCallback(async () => {
    if (!host.current || !still.current) return;
    const attempt = ++attempts.current;
    editor.current?.dispose();
    editor.current = undefined;
    if (mustBePlain() || preferred('plain-editor')) {
      setMode('plain');
      return;
    }
    setMode('loading');
    try {
      const { openEditor } = await import('./editor/monaco.ts');
      const style = getComputedStyle(shownCode(still.current) ?? still.current);
      const frame = getComputedStyle(still.current);
      const next = await openEditor(host.current, {
        labId: lab.id,
        files: latest.current.work.files,
        path: latest.current.path,
        readOnly: lab.files.readOnly,
        sdk: lab.sdk,
        font: {
          family: style.fontFamily,
          size: Number.parseFloat(style.fontSize),
          lineHeight: Number.parseFloat(style.lineHeight),
        },
        padding: Number.parseFloat(frame.paddingTop),
        gutter: Number.parseFloat(frame.getPropertyValue('--gutter-px')) || 52,
        onType: (path, text) => dispatch({ kind: 'typed', path, text }),
      });
      if (attempt !== attempts.current) {
        next.dispose();
        return;
      }
      editor.current = next;
      setMode('open');
    } catch {
      if (attempt !== attempts.current) return;
      started.current = false;
      setMode('failed');
    }
  }, [lab, dispatch]);

  const open = useCallback(
    (at?: { x: number; y: number }) => {
      if (started.current || !still.current) return;
      started.current = true;
      const code = shownCode(still.current);
      clicked.current = at;
      offset.current = (at && code && offsetAtPoint(code, at.x, at.y)) ?? 0;
      void start();
    },
    [start],
  );

  const swap = useCallback(() => {
    clicked.current = undefined;
    offset.current = undefined;
    void start();
  }, [start]);

  const press = useCallback((stroke: Keystroke) => pressed.current.push(stroke), []);

  useLayoutEffect(() => {
    if (mode !== 'open' || !editor.current) return;
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused === still.current) editor.current.focus();
    if (clicked.current) editor.current.goToPoint(clicked.current.x, clicked.current.y);
  }, [mode]);

  useLayoutEffect(() => editor.current?.take(latest.current.work.files), [state.replaced, mode]);
  useLayoutEffect(() => editor.current?.show(state.path), [state.path, state.replaced, mode]);
  useLayoutEffect(() => editor.current?.mark(problemOf(state.outcome)), [state.outcome, mode]);
  useLayoutEffect(() => {
    if (!state.ready) return;
    const strokes = pressed.current;
    const file = latest.current.work.files.find(({ path }) => path === latest.current.path);
    if (mode === 'open' && editor.current) editor.current.replay(strokes);
    else if (mode === 'failed' && file) {
      const { text, at } = applyKeystrokes(file.text, offset.current ?? 0, strokes);
      offset.current = at;
      if (strokes.length > 0) dispatch({ kind: 'typed', path: file.path, text });
    } else return;
    pressed.current = [];
  }, [mode, state.ready, dispatch]);
  useLayoutEffect(() => {
    if (!state.jump) return;
    if (editor.current) editor.current.goTo(state.jump);
    else if (mode === 'resting') open();
  }, [state.jump, mode, open]);
  useLayoutEffect(
    () => () => {
      attempts.current++;
      editor.current?.dispose();
    },
    [],
  );

  return { mode, host, still, offset, editor, open, swap, press };
}
