import { useId, useState } from 'preact/hooks';
import { DialogFrame } from './DialogFrame.tsx';
import { timePassedInWords } from './environment-words.ts';
import type { Workbench } from './use-workbench.ts';

interface Props {
  workbench: Workbench;
  onClose(): void;
}

const CHOICES = [
  { minutes: 1, name: '1 min' },
  { minutes: 5, name: '5 min' },
  { minutes: 15, name: '15 min' },
  { minutes: 60, name: '1 h' },
];

/** A week: environments are gone long before. */
const MOST_MINUTES = 7 * 24 * 60;

/** Asks how much time is to pass, and lets it. */
export function AdvanceTimeDialog({ workbench: { simulate }, onClose }: Props) {
  const form = useId();
  const [chosen, setChosen] = useState<number | 'own'>(5);
  const [own, setOwn] = useState('30');
  const minutes = chosen === 'own' ? Number(own) : chosen;
  const valid = minutes > 0 && minutes <= MOST_MINUTES;
  const pass = (event: Event) => {
    event.preventDefault();
    if (!valid) return;
    onClose();
    const ms = minutes * 60_000;
    simulate(async (session) => {
      const environments = await session.advance(ms);
      return { note: timePassedInWords(ms, environments), passed: { ms, ...environments } };
    });
  };
  const choice = (value: number | 'own', name: string) => (
    <label key={value}>
      <input type="radio" name={form} checked={chosen === value} onChange={() => setChosen(value)} />
      {name}
    </label>
  );
  return (
    <DialogFrame
      title="Advance time"
      closeLabel="Cancel"
      onClose={onClose}
      actions={
        <button type="submit" form={form} class="wb-button" aria-disabled={!valid}>
          Let it pass
        </button>
      }
    >
      <p>Between your runs no time passes. Let some pass, and see whether the environment is still there.</p>
      <form id={form} class="wb-advance" noValidate onSubmit={pass}>
        <fieldset>
          <legend>How long nobody invokes the function</legend>
          {CHOICES.map(({ minutes, name }) => choice(minutes, name))}
          {choice('own', 'other')}
          <label>
            <input
              type="text"
              inputMode="decimal"
              aria-label="Minutes"
              aria-invalid={!valid}
              value={own}
              onFocus={() => setChosen('own')}
              onInput={({ currentTarget }) => setOwn(currentTarget.value)}
            />
            min
          </label>
        </fieldset>
        {!valid && (
          <p role="alert">
            Give a number of minutes above 0, at most {MOST_MINUTES.toLocaleString('en-US')} (a week).
          </p>
        )}
      </form>
    </DialogFrame>
  );
}
