import { useMemo, useState } from 'preact/hooks';
import { useMoment } from '../use-moment.ts';
import type { Workbench } from '../use-workbench.ts';
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

/** Every call that the processes of the environment made in the latest run, with Lambda's answers. */
export function RuntimeApi({ workbench, base }: Props) {
  const { trace, history } = workbench.state;
  const conversations = useMemo(() => conversationsOf(trace), [trace]);
  const [chosen, choose] = useState<string>();
  const conversation =
    conversations.find(({ environmentId }) => environmentId === chosen) ?? conversations[0];
  if (!conversation)
    return (
      <p class="wb-empty">
        Run the function to see what its runtime and Lambda say to each other. {WHAT_IT_IS}
      </p>
    );
  return (
    <div class="wb-api">
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
      <Replayable
        key={conversation.environmentId}
        conversation={conversation}
        base={base}
        run={history.runs.at(-1)?.number ?? 0}
      />
    </div>
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
  const onStep = (step: number) => {
    const next = momentOf(sequence.steps[step]!, run);
    setOwn({ step, moment: next });
    setMoment(next);
  };
  return (
    <>
      <Replay steps={sequence.steps} current={current} onStep={onStep} about={WHAT_IT_IS} />
      <Sequence
        sequence={sequence}
        label="Calls to the Runtime API"
        current={current}
        inside={(step) => <Messages step={step} />}
        tail={sequence.tail.kind === 'working' ? 'ended by Lambda before it asked again' : undefined}
      />
    </>
  );
}
