import { useEffect, useState } from 'preact/hooks';
import type { EditorBarProps } from './EditorBar.tsx';
import cssUrl from './editor-bar.css?url';
import { styleSheet } from './style-sheet.ts';

/** The bar under an open editor: its code comes with the editor. */
export function LazyEditorBar(props: EditorBarProps) {
  const [loaded, setLoaded] = useState<typeof import('./EditorBar.tsx')>();
  useEffect(() => {
    Promise.all([import('./EditorBar.tsx'), styleSheet(cssUrl)]).then(
      ([bar]) => setLoaded(bar),
      // Without it the editor still edits.
      () => undefined,
    );
  }, []);
  return loaded ? <loaded.default {...props} /> : null;
}
