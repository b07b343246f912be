import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import { Files } from './files/Files.tsx';
import { isReadOnly, manages } from './files/rules.ts';
import { LazyEditorBar } from './LazyEditorBar.tsx';
import { PlainEditor } from './PlainEditor.tsx';
import { StaticCode } from './StaticCode.tsx';
import { Tabs, tabId } from './Tabs.tsx';
import { useEditor } from './use-editor.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  compact: boolean;
  code?: ComponentChildren;
}

const HINT = {
  resting: 'Click or press any key to edit',
  loading: 'Opening the editor…',
  open: /Mac/.test(navigator.userAgent) ? '⌘ Enter runs' : 'Ctrl+Enter runs',
  plain: '',
  failed: 'The full editor could not be loaded; this plain one works as well. ',
};

const lines = (text: string) => text.trimEnd().split('\n').length;

export function CodePane({ lab, workbench, compact, code }: Props) {
  const base = `lab-${lab.id}-code`;
  const { state, dispatch } = workbench;
  const editor = useEditor(lab, workbench);
  const body = useRef<HTMLDivElement>(null);
  const file = state.work.files.find(({ path }) => path === state.path);
  const starter = lab.starter.find(({ path }) => path === state.path);
  const tallest = Math.max(...lab.starter.map(({ text }) => lines(text)));
  const rows = Math.min(24, Math.max(compact ? 5 : 11, tallest));
  const several = state.work.files.length > 1;
  const readOnly = isReadOnly(lab, state.path);
  const aside = (path: string) => isReadOnly(lab, path) && <small class="wb-read-only"> read-only</small>;
  const plain = editor.mode === 'plain' || editor.mode === 'failed';
  /** Stays while one editor takes another's place, so that what has the focus keeps it. */
  const bar = useRef(false);
  bar.current ||= editor.mode === 'open' || plain;

  return (
    <div class="wb-code" style={{ '--rows': rows }}>
      <div class="wb-code-head">
        {several ? (
          <Tabs
            label="Files"
            base={`${base}-file`}
            panelId={`${base}-code`}
            items={state.work.files.map(({ path }) => ({ id: path, label: path, note: aside(path) }))}
            active={state.path}
            onChoose={(path) => dispatch({ kind: 'file chosen', path })}
          />
        ) : (
          <span class="wb-file">
            {state.path}
            {aside(state.path)}
          </span>
        )}
        {!compact && manages(lab, state.work.files) && <Files base={base} lab={lab} workbench={workbench} />}
      </div>
      <div
        class="wb-code-body"
        ref={body}
        id={`${base}-code`}
        {...(several && { role: 'tabpanel', 'aria-labelledby': tabId(`${base}-file`, state.path) })}
      >
        {file && (
          <StaticCode
            file={file}
            pristine={file.text === starter?.text}
            away={editor.mode === 'open' || plain}
            ready={state.ready}
            hintId={`${base}-hint`}
            element={editor.still}
            onOpen={editor.open}
            onPress={editor.press}
          >
            {code}
          </StaticCode>
        )}
        <div class="wb-monaco" ref={editor.host} data-open={editor.mode === 'open'} />
        {plain &&
          state.work.files.map(({ path, text }) => (
            <PlainEditor
              key={path}
              file={{ path, text }}
              shown={path === state.path}
              readOnly={!state.ready || isReadOnly(lab, path)}
              cursor={editor.offset.current}
              jump={state.jump}
              hintId={`${base}-hint`}
              onType={(typed) => dispatch({ kind: 'typed', path, text: typed })}
            />
          ))}
      </div>
      <div class="wb-code-foot">
        <p class="wb-hint" id={`${base}-hint`} data-mode={editor.mode}>
          {readOnly && editor.mode !== 'failed' ? 'This file can only be read' : HINT[editor.mode]}
          {editor.mode === 'failed' && (
            <button type="button" class="wb-link" onClick={() => editor.open()}>
              Try again
            </button>
          )}
        </p>
        {bar.current && (
          <LazyEditorBar
            base={base}
            workbench={workbench}
            editor={editor.mode === 'open' ? editor.editor.current : undefined}
            host={body}
            onSwap={editor.swap}
          />
        )}
      </div>
    </div>
  );
}
