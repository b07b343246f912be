import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { languageOf } from './editor/language.ts';
import type { OpenEditor } from './editor/monaco.ts';
import { Problems } from './Problems.tsx';
import { mustBePlain, prefer, usePreference } from './preferences.ts';
import { useFindings } from './use-findings.ts';
import { formatIn, usePlainKeys } from './use-plain-keys.ts';
import type { Workbench } from './use-workbench.ts';

export interface EditorBarProps {
  base: string;
  workbench: Workbench;
  /** Monaco; undefined where the plain editor stands. */
  editor: OpenEditor | undefined;
  /** Holds the text areas of the plain editor. */
  host: RefObject<HTMLElement>;
  /** Changes to the editor that is preferred now. */
  onSwap(): void;
}

/** Under an open editor: what is wrong with the code, and what the editor can do. */
export default function EditorBar({ base, workbench, editor, host, onSwap }: EditorBarProps) {
  const { state, dispatch } = workbench;
  const tabIndents = usePreference('tab-indents');
  const plain = usePreference('plain-editor');
  const findings = useFindings(editor, state.work.files);
  usePlainKeys(host, { tabIndents, onFormat: () => void format() });
  useLayoutEffect(() => editor?.letTabIndent(tabIndents), [editor, tabIndents]);

  const format = async () => {
    const area = host.current?.querySelector<HTMLTextAreaElement>('.wb-plain-frame:not([hidden]) textarea');
    const changed = editor ? await editor.format() : area ? formatIn(area) : false;
    dispatch({ kind: 'said', said: changed ? `${state.path} formatted.` : 'Nothing to format.' });
  };

  return (
    <div class="wb-bar">
      <Problems base={base} findings={findings} workbench={workbench} />
      <div class="wb-bar-tools">
        {(languageOf(state.path) === 'json' ||
          (editor && !['python', 'shell'].includes(languageOf(state.path)))) && (
          <button type="button" class="wb-quiet" aria-keyshortcuts="Shift+Alt+F" onClick={format}>
            Format
          </button>
        )}
        {editor && (
          <button
            type="button"
            class="wb-quiet"
            aria-keyshortcuts="Control+F Meta+F"
            onClick={() => editor.find()}
          >
            Find
          </button>
        )}
        <label class="wb-switch" title="Escape, then Tab, leaves the editor all the same">
          <input
            type="checkbox"
            checked={tabIndents}
            onChange={({ currentTarget }) => prefer('tab-indents', currentTarget.checked)}
          />
          Tab indents
        </label>
        {!mustBePlain() && (
          <label class="wb-switch">
            <input
              type="checkbox"
              checked={plain}
              onChange={({ currentTarget }) => {
                prefer('plain-editor', currentTarget.checked);
                onSwap();
              }}
            />
            Plain editor
          </label>
        )}
      </div>
    </div>
  );
}
