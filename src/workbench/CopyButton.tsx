import { useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

interface Props {
  /** Asked for when it is copied: it may be long. */
  text(): string;
  what: string;
  /** More is copied than is shown. */
  all?: boolean;
}

export function CopyButton({ text, what, all = false }: Props) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  const label = { idle: all ? 'Copy all' : 'Copy', done: 'Copied', failed: 'Copying failed' }[state];
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text()).then(
      () => true,
      () => false,
    );
    setState(done ? 'done' : 'failed');
    setTimeout(() => setState('idle'), 2000);
  };
  return (
    <button type="button" class="wb-quiet wb-copy" onClick={copy} aria-label={`${label} ${what}`}>
      <Icon name={state === 'done' ? 'circleCheck' : 'copy'} />
      <span>{label}</span>
    </button>
  );
}
