import { useState } from 'preact/hooks';
import type { EnvironmentSnapshot } from '../../cloud/environment/snapshot.ts';
import { Choice } from '../output/Choice.tsx';

import type { Workbench } from '../use-workbench.ts';
import { ModuleStates } from './ModuleStates.tsx';
import { latestIn, namesIn } from './names.ts';
import { Storage } from './Storage.tsx';
import { Tmp } from './Tmp.tsx';
import { useEnvironments } from './use-environments.ts';
import { Variables } from './Variables.tsx';
import { goneInWords, stateInWords } from './words.ts';

const WHAT_IT_IS =
  'An execution environment is the place where Lambda runs your code. Lambda keeps it after an invoke, with everything in it, and uses it again.';

/** What the execution environments of the latest runs hold now. */
export function Environment({
  workbench,
  base,
  shown,
}: {
  workbench: Workbench;
  base: string;
  shown: boolean;
}) {
  const seen = useEnvironments(workbench, shown);
  const [chosen, choose] = useState<string>();
  const { state } = workbench;
  const latest = latestIn(state);
  const { nameOf, numberOf } = namesIn(state);
  if (!seen || (seen.alive.length === 0 && !latest))
    return (
      <p class="wb-empty">
        Run the function to see what its environment keeps: module state, memory, /tmp, environment variables.{' '}
        {WHAT_IT_IS}
      </p>
    );
  const { gone } = seen;
  const alive = seen.alive.toSorted((a, b) => numberOf(a.environmentId) - numberOf(b.environmentId));
  const isGone = latest && !alive.some(({ environmentId }) => environmentId === latest);
  const shownId = [chosen, latest, alive.at(-1)?.environmentId].find((id) =>
    alive.some(({ environmentId }) => environmentId === id),
  );
  const environment = alive.find(({ environmentId }) => environmentId === shownId);
  return (
    <div class="wb-env">
      {isGone && <p>{goneInWords(nameOf(latest), gone.get(latest))}</p>}
      {alive.length > 1 && (
        <Choice
          legend="Environment"
          name={`${base}-environment`}
          options={alive.map(({ environmentId }) => ({ value: environmentId, label: nameOf(environmentId) }))}
          value={shownId ?? ''}
          onChoose={choose}
        />
      )}
      {environment && (
        <Contents key={shownId} environment={environment} name={nameOf(environment.environmentId)} />
      )}
    </div>
  );
}

function Contents({ environment, name }: { environment: EnvironmentSnapshot; name: string }) {
  const { process, tmp, variables } = environment;
  const { state, story } = stateInWords(environment);
  return (
    <>
      <p class="wb-env-story">
        <b>
          {name}, {state}.
        </b>{' '}
        {story}
      </p>
      <section>
        <h3>Module state</h3>
        {process.kind === 'ended' ? (
          <p>None: it was lost with the process.</p>
        ) : (
          <ModuleStates modules={process.modules} />
        )}
      </section>
      <section>
        <h3>Memory</h3>
        <Storage
          used={environment.maxMemoryUsedMB}
          of={environment.memorySizeMB}
          text={`${environment.maxMemoryUsedMB} of ${environment.memorySizeMB} MB`}
          note="at most so far, as in the REPORT line. The figure is modelled."
        />
      </section>
      <section>
        <h3>Files in /tmp</h3>
        <Tmp tmp={tmp} />
      </section>
      <section>
        <h3>Environment variables</h3>
        <Variables variables={variables} />
      </section>
    </>
  );
}
