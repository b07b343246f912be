import { useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

const LABEL = { idle: 'Copy', done: 'Copied', failed: 'Copying failed' };

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<keyof typeof LABEL>('idle');
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setState(done ? 'done' : 'failed');
    setTimeout(() => setState('idle'), 2000);
  };
  return (
    <button type="button" class="wb-quiet wb-copy" onClick={copy} aria-label={`${LABEL[state]} ${what}`}>
      <Icon name={state === 'done' ? 'circleCheck' : 'copy'} />
      <span>{LABEL[state]}</span>
    </button>
  );
}
