import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lab, SourceFile } from '../../lab/lab.ts';
import { loadSolution } from '../../lab/solution.ts';
import { DialogFrame } from '../DialogFrame.tsx';
import { styleSheet } from '../style-sheet.ts';
import type { Workbench } from '../use-workbench.ts';
import cssUrl from './solution.css?url';

interface Props {
  lab: Lab;
  workbench: Workbench;
  onClose(): void;
}

type Found =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'there'; files: SourceFile[]; view: typeof import('./SolutionDiff.tsx') };

async function findSolution(slug: string): Promise<Found> {
  try {
    const [files, view] = await Promise.all([
      loadSolution(slug),
      import('./SolutionDiff.tsx'),
      styleSheet(cssUrl),
    ]);
    return { kind: 'there', files, view };
  } catch {
    return { kind: 'failed' };
  }
}

/** The solution beside the learner's own code, which stays as it is until the solution is applied. */
export function SolutionDialog({ lab, workbench: { state, dispatch }, onClose }: Props) {
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    let gone = false;
    setFound({ kind: 'loading' });
    findSolution(lab.slug).then((next) => gone || setFound(next));
    return () => {
      gone = true;
    };
  }, [lab, attempt]);

  const { files } = state.work;
  const isSolved = found.kind === 'there' && sameFiles(files, found.files);
  const blocked = found.kind === 'there' && !isSolved ? whyNot(state) : undefined;
  const apply = () => {
    if (found.kind !== 'there' || blocked) return;
    onClose();
    dispatch({ kind: 'replaced', work: { ...state.work, files: found.files }, why: 'Solution applied' });
  };
  const retry = () => {
    status.current?.focus();
    setAttempt(attempt + 1);
  };
  return (
    <DialogFrame
      title="Solution"
      wide={!isSolved}
      onClose={onClose}
      actions={
        <>
          {found.kind === 'failed' && (
            <button type="button" class="wb-button" onClick={retry}>
              Try again
            </button>
          )}
          {found.kind === 'there' && !isSolved && (
            <button type="button" class="wb-button" aria-disabled={blocked !== undefined} onClick={apply}>
              Apply solution
            </button>
          )}
        </>
      }
    >
      <p role="status" tabIndex={-1} ref={status}>
        {statusInWords(found, isSolved, blocked)}
      </p>
      {found.kind === 'there' && !isSolved && (
        <found.view.default base={`lab-${lab.id}-solution`} own={files} solution={found.files} />
      )}
    </DialogFrame>
  );
}

const sameFiles = (own: readonly SourceFile[], solution: readonly SourceFile[]) =>
  own.length === solution.length &&
  own.every(({ path, text }) => solution.some((file) => file.path === path && file.text === text));

function whyNot({ shared, activity }: Workbench['state']): string | undefined {
  if (shared) return 'This is someone else’s copy: keep it as yours before you apply the solution to it.';
  return activity === 'idle' ? undefined : 'The solution can be applied when what is running has ended.';
}

function statusInWords(found: Found, isSolved: boolean, blocked: string | undefined): string {
  switch (found.kind) {
    case 'loading':
      return 'Fetching the solution…';
    case 'failed':
      return 'The solution did not arrive. Look at your connection and try again.';
    case 'there':
      if (isSolved) return 'Your code is the solution, to the letter.';
      return blocked ?? 'One way to solve it. Your code stays as it is until you apply the solution.';
  }
}
