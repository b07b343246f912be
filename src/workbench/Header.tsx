import type { Lab } from '../lab/lab.ts';
import { Icon } from './Icon.tsx';
import type { State } from './state.ts';

interface Props {
  lab: Lab;
  state: State;
  headingId: string;
  compact: boolean;
}

export function Header({ lab, state, headingId, compact }: Props) {
  return (
    <header class="wb-header">
      <h2 class="wb-title" id={headingId}>
        {lab.title}
      </h2>
      <p class="wb-facts wb-dotted">
        <span>{lab.runtime}</span>
        <span>{lab.memorySize} MB</span>
        <span>{lab.timeout} s timeout</span>
        {!compact && <span>about {lab.minutes} min</span>}
        <span>{state.account ? `Your account, ${state.account.place}` : 'Simulator'}</span>
      </p>
      <Progress state={state} />
    </header>
  );
}

function Progress({ state: { results, work } }: { state: State }) {
  const passed = work.passed.length;
  if (!results && passed === 0) return null;
  const all = results !== undefined && passed === results.length;
  return (
    <p class="wb-progress" data-all={all}>
      {all && <Icon name="circleCheck" />}
      {results
        ? `${passed} of ${results.length} checks pass`
        : `${passed} ${passed === 1 ? 'check' : 'checks'} passed`}
    </p>
  );
}
