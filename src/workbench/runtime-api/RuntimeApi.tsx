import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TraceEvent } from '../../cloud/trace.ts';
import type { ByHand } from '../../lab/by-hand.ts';
import { isJson } from '../is-json.ts';
import { useMoment } from '../use-moment.ts';
import type { Workbench } from '../use-workbench.ts';
import { runInWords } from '../words.ts';
import { Composer } from './Composer.tsx';
import { type Conversation, conversationsOf } from './exchanges.ts';
import { Messages } from './Messages.tsx';
import { Replay } from './Replay.tsx';
import { Sequence } from './Sequence.tsx';
import { momentOf, sequenceOf, stepAt } from './sequence.ts';

const WHAT_IT_IS =
  'The runtime in the environment talks with Lambda by HTTP. It asks for the next event, runs the handler, and posts what the handler returned.';

interface Props {
  workbench: Workbench;
  /** The lab's part of the page; ids are built on it. */
  base: string;
}

/** Every call that the processes of the environment made in the latest run, with Lambda's answers; and calls by hand. */
export function RuntimeApi({ workbench, base }: Props) {
  const { state, simulate } = workbench;
  const [hand, setHand] = useState<ByHand>();
  const stopped = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasByHand = useRef(false);
  useLayoutEffect(() => {
    if (wasByHand.current) button.current?.focus();
    wasByHand.current = hand !== undefined;
  }, [hand]);
  // What was said is drawn above it, after it has the focus.
  useLayoutEffect(() => {
    if (document.activeElement === button.current) button.current?.scrollIntoView({ block: 'nearest' });
  }, [state.trace]);
  const stop = () => {
    stopped.current = true;
    hand?.letGo();
  };
  const begin = () =>
    simulate(async (session) => {
      const { files, event } = state.work;
      const opened = await session.byHand(files, event.text);
      if ('kind' in opened) return { note: runInWords(opened), outcomes: [opened] };
      stopped.current = false;
      setHand(opened);
      try {
        const outcome = await opened.outcome;
        if (stopped.current) return { note: 'You are not the runtime any more.' };
        return { note: runInWords(outcome), outcomes: [outcome] };
      } finally {
        setHand(undefined);
      }
    });
  const idle = state.ready && state.activity === 'idle' && isJson(state.work.event.text);
  return (
    <div class="wb-api">
      {hand ? (
        <Live hand={hand} onStop={stop} />
      ) : (
        <Recorded trace={state.trace} run={state.history.runs.at(-1)?.number ?? 0} base={base} />
      )}
      <p class="wb-api-begin" hidden={hand !== undefined}>
        <button
          ref={button}
          type="button"
          class="wb-button"
          aria-disabled={!idle}
          onClick={idle ? begin : undefined}
        >
          Be the runtime
        </button>
        <span>Lambda sends the event, and you make the runtime’s calls by hand.</span>
      </p>
    </div>
  );
}

/** What is said while somebody is the runtime. */
function Live({ hand, onStop }: { hand: ByHand; onStop(): void }) {
  const [trace, setTrace] = useState<readonly TraceEvent[]>([]);
  const conversation = useMemo(() => conversationsOf(trace).at(-1), [trace]);
  const sequence = useMemo(() => conversation && sequenceOf(conversation), [conversation]);
  return (
    <>
      <Composer
        hand={hand}
        exchanges={conversation?.exchanges ?? []}
        steps={sequence?.steps ?? []}
        onSaid={async () => setTrace(await hand.soFar())}
        onStop={onStop}
      />
      {sequence && (
        <Sequence
          sequence={sequence}
          label="Calls to the Runtime API"
          inside={(step) => <Messages step={step} />}
          opened={({ part }) => part === 'answered'}
          tail={sequence.tail.kind === 'ended' ? 'your turn' : undefined}
        />
      )}
    </>
  );
}

interface RecordedProps {
  trace: readonly TraceEvent[];
  run: number;
  base: string;
}

function Recorded({ trace, run, base }: RecordedProps) {
  const conversations = useMemo(() => conversationsOf(trace), [trace]);
  const [chosen, choose] = useState<string>();
  const conversation =
    conversations.find(({ environmentId }) => environmentId === chosen) ?? conversations[0];
  if (!conversation)
    return (
      <p class="wb-empty">
        {run === 0
          ? 'Run the function to see what its runtime and Lambda say to each other. '
          : 'In this run nothing called the Runtime API: the program ended, or never started, before it asked for an event. '}
        {WHAT_IT_IS}
      </p>
    );
  return (
    <>
      {conversations.length > 1 && (
        <label class="wb-api-which">
          Environment{' '}
          <select
            value={conversation.environmentId}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          >
            {conversations.map(({ environmentId }, at) => (
              <option key={environmentId} value={environmentId}>
                {at + 1} of this run
              </option>
            ))}
          </select>
        </label>
      )}
      <Replayable key={conversation.environmentId} conversation={conversation} base={base} run={run} />
    </>
  );
}

interface ReplayableProps {
  conversation: Conversation;
  base: string;
  run: number;
}

/** A conversation and its replay, which moves with the scrubber of the timeline. */
function Replayable({ conversation, base, run }: ReplayableProps) {
  const sequence = useMemo(() => sequenceOf(conversation), [conversation]);
  const [moment, setMoment] = useMoment(base);
  const [own, setOwn] = useState<{ step: number; moment: typeof moment }>();
  // Two steps may be of one moment: the one that was chosen here counts until the scrubber goes elsewhere.
  const current =
    own && own.moment === moment && own.step < sequence.steps.length
      ? own.step
      : stepAt(sequence.steps, run, moment);
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (own) element.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [own]);
  const onStep = (step: number) => {
    const next = momentOf(sequence.steps[step]!, run);
    setOwn({ step, moment: next });
    setMoment(next);
  };
  return (
    <div ref={element}>
      <Replay steps={sequence.steps} current={current} onStep={onStep} about={WHAT_IT_IS} />
      <Sequence
        sequence={sequence}
        label="Calls to the Runtime API"
        current={current}
        inside={(step) => <Messages step={step} />}
      />
    </div>
  );
}
