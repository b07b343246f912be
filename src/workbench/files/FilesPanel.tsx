import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BOOTSTRAP, handlerFile, withoutHandler } from '../../lab/handler-file.ts';
import type { Lab } from '../../lab/lab.ts';
import { languageOfRuntime } from '../../lab/language.ts';
import type { Workbench } from '../use-workbench.ts';
import { FileName } from './FileName.tsx';
import { whyItStays } from './rules.ts';

export interface FilesPanelProps {
  base: string;
  lab: Lab;
  workbench: Workbench;
  /** Closes the panel; the focus goes back to what opened it. */
  onClose(): void;
}

const ENDINGS = { nodejs: 'mjs', python: 'py', bash: 'sh' };

/** Adds, renames and deletes files, under the rules of the lab. */
export default function FilesPanel({ base, lab, workbench: { state, dispatch }, onClose }: FilesPanelProps) {
  const { files } = state.work;
  const { path } = state;
  const paths = files.map((file) => file.path);
  const others = paths.filter((other) => other !== path);
  const stays = whyItStays(lab, path, files);

  const add = (name: string) => {
    dispatch({ kind: 'file added', path: name });
    onClose();
    dispatch({ kind: 'place chosen', location: { path: name, line: 1 } });
  };
  const replace = (next: typeof files, shown: string, why: string) => {
    dispatch({ kind: 'replaced', work: { ...state.work, files: next }, why });
    dispatch({ kind: 'file chosen', path: shown });
    dispatch({ kind: 'said', said: `${why}.` });
    onClose();
  };
  const rename = (name: string) =>
    replace(
      files.map((file) => (file.path === path ? { ...file, path: name } : file)),
      name,
      `${path} renamed to ${name}`,
    );
  const remove = () => {
    const at = paths.indexOf(path);
    replace(
      files.filter((file) => file.path !== path),
      paths[at + 1] ?? paths[at - 1] ?? '',
      `${path} deleted`,
    );
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape works wherever the focus is in here
    <div class="wb-files" onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      {lab.files.mayAdd && (
        <FileName
          id={`${base}-add`}
          label="New file"
          placeholder={`greeting.${ENDINGS[languageOfRuntime(lab.runtime)]}`}
          verb="Add"
          taken={paths}
          focused
          onName={add}
        />
      )}
      {stays ? (
        <p class="wb-files-note">{stays}</p>
      ) : (
        <>
          <FileName
            key={path}
            id={`${base}-rename`}
            label={`Name of ${path}`}
            initial={path}
            verb="Rename"
            taken={others}
            warning={(name) => loss(lab, paths, [...others, name])}
            onName={rename}
          />
          <Delete
            path={path}
            warning={others.length === 0 ? 'A function needs a file.' : loss(lab, paths, others)}
            possible={others.length > 0}
            onDelete={remove}
          />
        </>
      )}
    </div>
  );
}

/** What Lambda would say after a change that takes the handler's file away. */
const loss = (lab: Lab, before: readonly string[], after: readonly string[]) =>
  handlerFile(lab, before) && !handlerFile(lab, after)
    ? `Lambda looks here for ${languageOfRuntime(lab.runtime) === 'bash' ? BOOTSTRAP : lab.handler}. Without it every invocation ends with ${withoutHandler(lab)}.`
    : undefined;

interface DeleteProps {
  path: string;
  warning: string | undefined;
  possible: boolean;
  onDelete(): void;
}

/** Deletes at once, for that can be undone; asks first where Lambda would miss the file. */
function Delete({ path, warning, possible, onDelete }: DeleteProps) {
  const [asking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => setAsking(false), [path]);
  useLayoutEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  const keep = () => {
    setAsking(false);
    requestAnimationFrame(() => first.current?.focus());
  };

  if (asking)
    return (
      <div class="wb-files-ask">
        <p role="alert">{warning}</p>
        {possible && (
          <button type="button" class="wb-button" ref={yes} onClick={onDelete}>
            Delete it all the same
          </button>
        )}
        <button type="button" class="wb-button" onClick={keep}>
          Keep {path}
        </button>
      </div>
    );
  return (
    <button
      type="button"
      class="wb-button wb-files-delete"
      ref={first}
      onClick={() => (warning ? setAsking(true) : onDelete())}
    >
      Delete {path}
    </button>
  );
}
