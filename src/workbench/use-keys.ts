import { type Command, commandOf, onMac } from './chords.ts';
import type { Workbench } from './use-workbench.ts';

const WRITES = 'input, textarea, select, [contenteditable], [role="textbox"]';

/** The keys of a lab, taken before an editor sees them. What is gone to is loaded with the first use. */
export function useKeys({ state, dispatch, run, check }: Workbench, compact: boolean) {
  return (event: KeyboardEvent) => {
    const lab = event.currentTarget as HTMLElement;
    const { target } = event;
    if (event.isComposing || !(target instanceof Element) || target.closest('dialog')) return;
    const command = commandOf(event, onMac());
    if (!command || (command === 'keys' && target.closest(WRITES))) return;
    if (compact && (command === 'check' || command === 'failing')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    obey(command, lab);
  };

  function obey(command: Command, lab: HTMLElement) {
    switch (command) {
      case 'run':
        return run();
      case 'check':
        return check();
      case 'keys':
        return dispatch({ kind: 'dialog', dialog: 'keys' });
      case 'failing':
        if (state.results) dispatch({ kind: 'tab chosen', tab: 'checks' });
    }
    const say = (said: string) => dispatch({ kind: 'said', said });
    import('./places.ts').then(
      ({ goTo }) => goTo(command, lab, say),
      () => say('This key could not be loaded. Look at your connection and try again.'),
    );
  }
}
