import { useCallback, useId, useLayoutEffect, useState } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import { Icon } from './Icon.tsx';
import cssUrl from './more.css?url';
import { styleSheet } from './style-sheet.ts';
import type { Workbench } from './use-workbench.ts';

export interface MoreProps {
  lab: Lab;
  workbench: Workbench;
  compact: boolean;
}

/** What is seldom done in a lab, behind one button. The menu and its dialogs come when they are first asked for. */
export function More(props: MoreProps) {
  const { state, dispatch } = props.workbench;
  const [loaded, setLoaded] = useState<typeof import('./MoreMenu.tsx')>();
  const [wanted, setWanted] = useState(false);
  const id = useId();

  const load = useCallback(() => {
    Promise.all([import('./MoreMenu.tsx'), styleSheet(cssUrl)]).then(
      ([menu]) => setLoaded(menu),
      () => {
        dispatch({
          kind: 'said',
          said: 'The menu could not be loaded. Look at your connection and try again.',
        });
        dispatch({ kind: 'dialog', dialog: undefined });
      },
    );
  }, [dispatch]);

  useLayoutEffect(() => {
    if (state.dialog && !loaded) load();
  }, [state.dialog, loaded, load]);

  return (
    <>
      <button
        type="button"
        class="wb-button wb-more-button"
        disabled={!state.ready}
        popovertarget={loaded && id}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          if (loaded) return;
          setWanted(true);
          load();
        }}
      >
        More
        <Icon name="chevronDown" />
      </button>
      {loaded && <loaded.MoreMenu {...props} id={id} openAtOnce={wanted} />}
    </>
  );
}
