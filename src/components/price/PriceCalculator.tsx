import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PriceResults } from './PriceResults.tsx';
import { EXAMPLE, type Month } from './price.ts';

/** What may be typed; shares are typed in per cent. */
const FIELDS = [
  { name: 'requests', label: 'Requests a month', min: 0, max: 1e9, factor: 1 },
  { name: 'durationMs', label: 'A request takes, in ms', min: 1, max: 900_000, factor: 1 },
  { name: 'memoryMB', label: 'Memory in MB', min: 128, max: 10_240, factor: 1 },
  { name: 'computing', label: 'Computing, in % of it', min: 0, max: 100, factor: 100 },
  { name: 'cold', label: 'Cold starts, in %', min: 0, max: 100, factor: 100 },
  { name: 'initMs', label: 'Init takes, in ms', min: 0, max: 900_000, factor: 1 },
] as const;

/**
 * The bill of a month that a reader changes; a figure that cannot be leaves it as it is. Nothing of it is kept in the address:
 * a fragment there names a section of the chapter.
 */
export function PriceCalculator() {
  const [month, setMonth] = useState<Month>(EXAMPLE);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  const change = (changes: Partial<Month>) => setMonth((before) => ({ ...before, ...changes }));
  return (
    <>
      <form
        ref={form}
        aria-label="A function’s month"
        onChange={({ currentTarget }) => currentTarget.reportValidity()}
        onSubmit={(event) => event.preventDefault()}
      >
        {FIELDS.map(({ name, label, min, max, factor }) => (
          <label key={name}>
            {label}
            <input
              type="number"
              required
              step="any"
              min={min}
              max={max}
              defaultValue={EXAMPLE[name] * factor}
              onInput={({ currentTarget: { validity, valueAsNumber } }) =>
                validity.valid && change({ [name]: valueAsNumber / factor })
              }
            />
          </label>
        ))}
        <fieldset>
          <legend>Architecture</legend>
          {(['x86_64', 'arm64'] as const).map((architecture) => (
            <label key={architecture}>
              <input
                type="radio"
                name="architecture"
                checked={month.architecture === architecture}
                onInput={() => change({ architecture })}
              />
              {architecture}
            </label>
          ))}
        </fieldset>
        <label class="check">
          <input
            type="checkbox"
            checked={month.freeTier}
            onInput={({ currentTarget }) => change({ freeTier: currentTarget.checked })}
          />
          Take off the free tier
        </label>
      </form>
      <PriceResults month={month} />
    </>
  );
}
