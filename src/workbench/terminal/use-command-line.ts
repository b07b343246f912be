import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { completed } from './complete.ts';
import { historyOf } from './history.ts';
import type { useTerminal } from './use-terminal.ts';

/** The line that is being written. Tab completes it, and leads out when there is nothing to complete, or after Escape. */
export function useCommandLine(
  labId: string,
  terminal: ReturnType<typeof useTerminal>,
  area: RefObject<HTMLTextAreaElement>,
  say: (said: string) => void,
) {
  const history = useMemo(() => historyOf(labId), [labId]);
  const [line, setLine] = useState('');
  const [candidates, setCandidates] = useState<readonly string[]>([]);
  /** The place in the history, from its end, and what was being written before. */
  const back = useRef({ steps: 0, draft: '' });
  const leaving = useRef(false);
  const caret = useRef<number>();
  const { running } = terminal;

  useLayoutEffect(() => {
    if (caret.current !== undefined) area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [line, area]);

  const write = (text: string, at = text.length) => {
    caret.current = at;
    setCandidates([]);
    setLine(text);
  };

  const submit = () => {
    if (running) return say('A command is still running. Stop it, or wait for its end.');
    if (line.trim() === '') return;
    history.add(line);
    back.current = { steps: 0, draft: '' };
    write('');
    void terminal.run(line);
  };

  const goBack = (by: 1 | -1) => {
    const { lines } = history;
    const steps = back.current.steps + by;
    if (steps < 0 || steps > lines.length) return;
    if (back.current.steps === 0) back.current.draft = line;
    back.current.steps = steps;
    write(steps === 0 ? back.current.draft : (lines.at(-steps) ?? ''));
  };

  const complete = async (at: number) => {
    const found = await terminal.complete(line, at);
    // What was written meanwhile has another word at its caret.
    if (!found || area.current?.value !== line) return;
    const next = completed(line, at, found);
    write(next.line, next.caret);
    if (found.candidates.length === 0) return say('Nothing completes this.');
    if (found.candidates.length === 1) return say(next.line);
    setCandidates(found.candidates);
    say(`${found.candidates.length} completions: ${found.candidates.slice(0, 10).join(', ')}`);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey, isComposing } = event;
    const { selectionStart, selectionEnd } = event.currentTarget as HTMLTextAreaElement;
    if (isComposing || ctrlKey || altKey || metaKey || shiftKey) return;
    const act = (does: () => void) => {
      event.preventDefault();
      does();
    };
    const isCaret = selectionStart === selectionEnd;
    if (key === 'Enter') act(submit);
    else if (key === 'Tab') {
      if (!leaving.current && !running && line.trim() !== '') act(() => void complete(selectionEnd));
    } else if (key === 'ArrowUp' && isCaret && !line.slice(0, selectionStart).includes('\n'))
      act(() => goBack(1));
    else if (key === 'ArrowDown' && isCaret && !line.slice(selectionEnd).includes('\n'))
      act(() => goBack(-1));
    leaving.current = key === 'Escape';
    if (key === 'Escape') setCandidates([]);
  };

  /** Of the whole terminal: where something is selected, Ctrl+C copies it. */
  const interrupt = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (!ctrlKey || altKey || metaKey || shiftKey) return;
    const selected = area.current?.selectionStart !== area.current?.selectionEnd;
    if (key === 'c' && !selected && getSelection()?.isCollapsed !== false) {
      event.preventDefault();
      if (running) terminal.stop();
      else write('');
    } else if (key === 'l') {
      event.preventDefault();
      terminal.clear();
    }
  };

  const fill = (text: string) => {
    write(text);
    area.current?.focus();
  };

  const onInput = (text: string) => {
    setCandidates([]);
    setLine(text);
  };

  return { line, onInput, onKeyDown, interrupt, candidates, submit, fill };
}
