import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { OpenEditor } from './editor/monaco.ts';
import { Problems } from './Problems.tsx';
import { prefer, usePreference } from './preferences.ts';
import { useFindings } from './use-findings.ts';
import { usePlainKeys } from './use-plain-keys.ts';
import type { Workbench } from './use-workbench.ts';

export interface EditorBarProps {
  base: string;
  workbench: Workbench;
  /** Monaco; undefined where the plain editor stands. */
  editor: OpenEditor | undefined;
  /** Holds the text areas of the plain editor. */
  host: RefObject<HTMLElement>;
}

/** Under an open editor: what is wrong with the code, and what the editor can do. */
export default function EditorBar({ base, workbench, editor, host }: EditorBarProps) {
  const { state, dispatch } = workbench;
  const tabIndents = usePreference('tab-indents');
  const findings = useFindings(editor, state.work.files);
  usePlainKeys(host, tabIndents && !editor);
  useEffect(() => editor?.letTabIndent(tabIndents), [editor, tabIndents]);

  const format = async () => {
    const changed = await editor?.format();
    dispatch({ kind: 'said', said: changed ? `${state.path} formatted.` : 'Nothing to format.' });
  };

  return (
    <div class="wb-bar">
      <Problems base={base} findings={findings} workbench={workbench} />
      <div class="wb-bar-tools">
        {editor && (
          <>
            <button type="button" class="wb-quiet" aria-keyshortcuts="Shift+Alt+F" onClick={format}>
              Format
            </button>
            <button
              type="button"
              class="wb-quiet"
              aria-keyshortcuts="Control+F Meta+F"
              onClick={() => editor.find()}
            >
              Find
            </button>
          </>
        )}
        <label class="wb-switch" title="Escape, then Tab, leaves the editor all the same">
          <input
            type="checkbox"
            checked={tabIndents}
            onChange={({ currentTarget }) => prefer('tab-indents', currentTarget.checked)}
          />
          Tab indents
        </label>
      </div>
    </div>
  );
}
