import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import pause from 'lucide-static/icons/pause.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import skipBack from 'lucide-static/icons/skip-back.svg?raw';
import skipForward from 'lucide-static/icons/skip-forward.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import type { Step } from './sequence.ts';
import { stepInWords } from './step-words.ts';

interface Props {
  steps: readonly Step[];
  /** Undefined until somebody steps. */
  current: number | undefined;
  onStep(step: number): void;
  /** What it is about, until somebody steps. */
  about: string;
}

/** To read a step before the next one comes. */
const PACE_MS = 2_500;

/** Walks through a conversation, one message after the other, each told in a sentence. */
export function Replay({ steps, current, onStep, about }: Props) {
  const [playing, setPlaying] = useState(false);
  const last = steps.length - 1;
  const at = current ?? -1;
  const to = (step: number) => onStep(Math.min(last, Math.max(0, step)));
  useEffect(() => {
    if (!playing) return;
    if (at >= last) return setPlaying(false);
    const timer = setTimeout(() => to(at + 1), at < 0 ? 0 : PACE_MS);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  const toggle = () => {
    if (!playing && at >= last) to(0);
    setPlaying(!playing);
  };
  const walk = (step: number) => {
    setPlaying(false);
    to(step);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last };
    const step = keys[event.key];
    if (step === undefined) return;
    event.preventDefault();
    walk(step);
  };
  const step = steps[at];
  const count = last === 0 ? '1 step' : `${steps.length} steps`;
  return (
    <div class="wb-replay">
      <div class="wb-replay-bar" role="toolbar" aria-label="Replay" onKeyDown={onKeyDown}>
        <Control name="First" svg={skipBack} off={at <= 0} act={() => walk(0)} />
        <Control name="Previous" svg={chevronLeft} off={at <= 0} act={() => walk(at - 1)} />
        <Control name={playing ? 'Pause' : 'Play'} svg={playing ? pause : play} act={toggle} />
        <Control name="Next" svg={chevronRight} off={at >= last} act={() => walk(at + 1)} />
        <Control name="Last" svg={skipForward} off={at >= last} act={() => walk(last)} />
        <span class="wb-replay-count">{step ? `${at + 1} of ${steps.length}` : count}</span>
      </div>
      <p role="status">{step ? stepInWords(step) : about}</p>
    </div>
  );
}

interface ControlProps {
  name: string;
  svg: string;
  off?: boolean;
  act(): void;
}

/** Stays in the order of the keyboard at either end. */
const Control = ({ name, svg, off = false, act }: ControlProps) => (
  <button
    type="button"
    class="wb-quiet"
    aria-label={name}
    title={name}
    aria-disabled={off}
    onClick={off ? undefined : act}
    dangerouslySetInnerHTML={{ __html: svg }}
  />
);
