import { useState } from 'preact/hooks';

interface Props {
  /** @param ms how long */
  onChoose(ms: number): void;
  onCancel(): void;
}

const CHOICES = [
  { minutes: 1, name: '1 min' },
  { minutes: 5, name: '5 min' },
  { minutes: 15, name: '15 min' },
  { minutes: 60, name: '1 h' },
];

/** A week: environments are gone long before. */
const MOST_MINUTES = 7 * 24 * 60;

/** Asks how much time is to pass. */
export function AdvanceTime({ onChoose, onCancel }: Props) {
  const [chosen, setChosen] = useState<number | 'own'>(5);
  const [own, setOwn] = useState('30');
  const minutes = chosen === 'own' ? Number(own) : chosen;
  const valid = minutes > 0 && minutes <= MOST_MINUTES;
  return (
    <form
      class="wb-advance"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onChoose(minutes * 60_000);
      }}
    >
      <fieldset>
        <legend>How much time passes without an invoke?</legend>
        {CHOICES.map(({ minutes, name }) => (
          <label key={minutes}>
            <input
              type="radio"
              name="wb-advance"
              checked={chosen === minutes}
              onChange={() => setChosen(minutes)}
            />
            {name}
          </label>
        ))}
        <label>
          <input
            type="radio"
            name="wb-advance"
            checked={chosen === 'own'}
            onChange={() => setChosen('own')}
          />
          other
        </label>
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
      <div class="wb-advance-buttons">
        <button type="submit" class="wb-button" aria-disabled={!valid}>
          Let it pass
        </button>
        <button type="button" class="wb-button" onClick={onCancel}>
          Back
        </button>
      </div>
    </form>
  );
}
