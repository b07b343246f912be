import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Lab } from '../../lab/lab.ts';
import { DialogFrame } from '../DialogFrame.tsx';
import type { Workbench } from '../use-workbench.ts';
import { PlanView } from './PlanView.tsx';
import { type Plan, planImport } from './plan.ts';
import { readZip, type ZipOutcome } from './read-zip.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  onClose(): void;
}

/** Reads a zip from the learner's disk, shows what it would change, and asks before it does. */
export function ImportDialog({ lab, workbench: { state, dispatch }, onClose }: Props) {
  const [name, setName] = useState('');
  const [outcome, setOutcome] = useState<ZipOutcome>();
  const latest = useRef(0);
  const id = useId();

  const read = async (zip: File | undefined) => {
    if (!zip) return;
    latest.current += 1;
    const turn = latest.current;
    const read = await readZip(zip, lab).catch(
      (): ZipOutcome => ({ kind: 'refused', why: 'The file could not be read. Choose it again.' }),
    );
    if (turn !== latest.current) return;
    setName(zip.name);
    setOutcome(read);
  };
  useDrop(read);

  const plan = outcome?.kind === 'found' ? planImport(lab, state.work.files, outcome.files) : undefined;
  const replace = ({ files }: Plan) => {
    onClose();
    dispatch({ kind: 'replaced', work: { ...state.work, files }, why: 'Zip imported' });
  };

  return (
    <DialogFrame
      title="Bring in a zip"
      closeLabel="Keep my files"
      onClose={onClose}
      actions={
        plan &&
        changes(plan) && (
          <button type="button" class="wb-button" onClick={() => replace(plan)}>
            Replace my files
          </button>
        )
      }
    >
      <p>A deployment package or a SAM project. It is read here; nothing is uploaded.</p>
      <div class="wb-import-file">
        <label for={id}>Zip file</label>
        <input
          id={id}
          type="file"
          accept=".zip,application/zip"
          onChange={({ currentTarget }) => void read(currentTarget.files?.[0])}
        />
        <p class="wb-dialog-note">Or drop it here.</p>
      </div>
      <div role="status">
        {outcome?.kind === 'refused' && (
          <p class="wb-import-refused">
            <strong>{name}</strong> cannot be used. {outcome.why}
          </p>
        )}
        {outcome?.kind === 'found' && plan && (
          <PlanView name={name} found={outcome} plan={plan} changes={changes(plan)} />
        )}
      </div>
    </DialogFrame>
  );
}

const changes = ({ added, changed, removed }: Plan) => added.length + changed.length + removed.length > 0;

/** Takes a file that is dropped anywhere: the browser would leave the page for it. */
function useDrop(onFile: (file: File | undefined) => void) {
  const latest = useRef(onFile);
  latest.current = onFile;
  useLayoutEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      latest.current(event.dataTransfer?.files[0]);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
}
