import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ByHand } from '../../lab/by-hand.ts';
import { type Draft, type Preset, presetIn, presetsFor, requestOf, STATES, stateAfter } from './by-hand.ts';
import type { Exchange } from './exchanges.ts';
import type { Sequence } from './sequence.ts';
import { stepInWords } from './step-words.ts';

interface Props {
  hand: ByHand;
  /** What was said so far. */
  exchanges: readonly Exchange[];
  steps: Sequence['steps'];
  /** Lambda has answered, or holds the call. */
  onSaid(): Promise<void>;
  onStop(): void;
}

const METHODS = ['GET', 'POST', 'PUT'];

/** A call to the Runtime API, written by hand. */
export function Composer({ hand, exchanges, steps, onSaid, onStop }: Props) {
  const state = stateAfter(exchanges);
  const presets = useMemo(() => presetsFor(exchanges), [exchanges]);
  const [draft, setDraft] = useState<Draft>(presets.next);
  const [sending, setSending] = useState(false);
  const send = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => send.current?.focus(), []);
  // Each answer proposes what comes next when all goes well; a refused call stays as it was written.
  useLayoutEffect(() => setDraft(presets[presetIn(state)]), [state]);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    await hand.request(requestOf(draft));
    await onSaid();
    setSending(false);
  };
  const last = steps.findLast(({ exchange }) => exchange.extension === undefined);
  return (
    <form class="wb-hand" aria-label="A call by hand" onSubmit={submit}>
      <p>
        You are the runtime now. Time stands still while you write. State: <b>{state}</b>. {STATES[state]}
      </p>
      <div class="wb-hand-presets">
        Fill in:
        {(Object.keys(presets) as Preset[]).map((preset) => (
          <button
            key={preset}
            type="button"
            class="wb-quiet"
            aria-label={`Fill in: ${preset}`}
            onClick={() => setDraft(presets[preset])}
          >
            {preset}
          </button>
        ))}
      </div>
      <div class="wb-hand-line">
        <select
          aria-label="Method"
          value={draft.method}
          onChange={({ currentTarget }) => change({ method: currentTarget.value })}
        >
          {METHODS.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <input
          aria-label="Path"
          value={draft.path}
          spellcheck={false}
          autocomplete="off"
          onInput={({ currentTarget }) => change({ path: currentTarget.value })}
        />
      </div>
      <label>
        Headers, one a line
        <textarea
          rows={draft.headers.split('\n').length}
          value={draft.headers}
          spellcheck={false}
          onInput={({ currentTarget }) => change({ headers: currentTarget.value })}
        />
      </label>
      {draft.method !== 'GET' && (
        <label>
          Body
          <textarea
            rows={4}
            value={draft.body}
            spellcheck={false}
            onInput={({ currentTarget }) => change({ body: currentTarget.value })}
          />
        </label>
      )}
      <p role="status">{last ? stepInWords(last) : 'Lambda has an event for you.'}</p>
      <div class="wb-hand-line">
        <button ref={send} type="submit" class="wb-button" aria-disabled={sending}>
          Send
        </button>
        <button type="button" class="wb-button" onClick={() => hand.letGo()}>
          Let it time out
        </button>
        <button type="button" class="wb-button" onClick={onStop}>
          Stop
        </button>
      </div>
    </form>
  );
}
