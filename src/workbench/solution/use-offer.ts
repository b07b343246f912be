import { useEffect, useState } from 'preact/hooks';
import type { Lab } from '../../lab/lab.ts';
import { type Effort, type Offer, offerOf } from './offer.ts';

/** Where nothing can be counted, nothing is held against the learner. */
const UNCOUNTED: Effort = { attempts: Number.POSITIVE_INFINITY, passed: false };

async function effortAt({ id, revision }: Lab): Promise<Effort> {
  const { readProgress } = await import('../../lab/progress.ts');
  const found = await readProgress();
  if (found.kind !== 'progress') return UNCOUNTED;
  const lab = found.progress.labs[id];
  return { attempts: lab?.attempts ?? 0, passed: lab?.passedRevision === revision };
}

/** What is offered of the solution; read again whenever `asked` changes. */
export function useOffer(lab: Lab, asked: number): Offer {
  const [effort, setEffort] = useState<Effort>({ attempts: 0, passed: false });
  const counts = lab.solution !== 'always' && lab.solution !== 'never';
  useEffect(() => {
    if (!counts) return;
    let gone = false;
    effortAt(lab)
      .catch(() => UNCOUNTED)
      .then((found) => gone || setEffort(found));
    return () => {
      gone = true;
    };
  }, [lab, counts, asked]);
  return offerOf(lab.solution, effort);
}
