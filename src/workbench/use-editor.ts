import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import type { RunOutcome } from '../lab/run.ts';
import type { OpenEditor } from './editor/monaco.ts';
import type { Workbench } from './use-workbench.ts';

export type EditorMode = 'resting' | 'loading' | 'open' | 'plain' | 'failed';

/** Monaco supports neither touch nor narrow screens. */
const PLAIN = '(pointer: coarse), (max-width: 699px)';

function problemOf(outcome: RunOutcome | undefined) {
  if (outcome?.kind === 'refused' && outcome.location)
    return { location: outcome.location, message: outcome.message };
  if (outcome?.kind === 'failed' && outcome.failure.location) {
    const { location, errorType, errorMessage } = outcome.failure;
    return { location, message: `${errorType}: ${errorMessage}` };
  }
  return undefined;
}

/** Opens an editor where the code stands, on intent, and keeps it and the state in step. */
export function useEditor(lab: Lab, { state, dispatch }: Workbench) {
  const [mode, setMode] = useState<EditorMode>('resting');
  const host = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLDivElement>(null);
  const editor = useRef<OpenEditor>();
  const clicked = useRef<{ x: number; y: number }>();
  const latest = useRef(state);
  latest.current = state;
  const started = useRef(false);

  const open = useCallback(
    async (at?: { x: number; y: number }) => {
      clicked.current = at ?? clicked.current;
      if (started.current || !host.current || !still.current) return;
      started.current = true;
      if (matchMedia(PLAIN).matches) {
        setMode('plain');
        return;
      }
      setMode('loading');
      try {
        const { openEditor } = await import('./editor/monaco.ts');
        const style = getComputedStyle(still.current.querySelector('code') ?? still.current);
        const frame = getComputedStyle(still.current);
        editor.current = await openEditor(host.current, {
          labId: lab.id,
          files: latest.current.work.files,
          path: latest.current.path,
          font: {
            family: style.fontFamily,
            size: Number.parseFloat(style.fontSize),
            lineHeight: Number.parseFloat(style.lineHeight),
          },
          padding: Number.parseFloat(frame.paddingTop),
          gutter: Number.parseFloat(frame.getPropertyValue('--gutter-px')) || 52,
          onType: (path, text) => dispatch({ kind: 'typed', path, text }),
        });
        setMode('open');
      } catch {
        setMode('failed');
      }
    },
    [lab, dispatch],
  );

  useEffect(() => {
    if (mode !== 'open' || !editor.current) return;
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused === still.current) editor.current.focus();
    if (clicked.current) editor.current.goToPoint(clicked.current.x, clicked.current.y);
  }, [mode]);

  useEffect(() => editor.current?.take(latest.current.work.files), [state.replaced, mode]);
  useEffect(() => editor.current?.show(state.path), [state.path, mode]);
  useEffect(() => editor.current?.mark(problemOf(state.outcome)), [state.outcome, mode]);
  useEffect(() => {
    if (!state.jump) return;
    if (editor.current) editor.current.goTo(state.jump);
    else void open();
  }, [state.jump, mode, open]);
  useEffect(() => () => editor.current?.dispose(), []);

  return { mode, host, still, open };
}
