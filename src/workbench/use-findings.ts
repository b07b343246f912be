import { useEffect, useState } from 'preact/hooks';
import type { SourceFile } from '../lab/lab.ts';
import type { OpenEditor } from './editor/monaco.ts';
import type { Findings } from './editor/problem.ts';

const NOTHING_YET: Findings = { kind: 'looking', problems: [] };
const SETTLED_AFTER_MS = 400;

/** What is wrong with the code: as Monaco sees it, or without it as far as its syntax goes. */
export function useFindings(editor: OpenEditor | undefined, files: readonly SourceFile[]): Findings {
  const [findings, setFindings] = useState(NOTHING_YET);
  useEffect(() => editor?.watch(setFindings), [editor]);
  useEffect(() => {
    if (editor) return;
    let gone = false;
    const look = () =>
      import('./syntax-problems.ts')
        .then(({ syntaxProblems }): Findings => ({ kind: 'looked', problems: syntaxProblems(files) }))
        .catch((): Findings => ({ kind: 'blind', problems: [] }))
        .then((found) => gone || setFindings(found));
    const timer = setTimeout(look, SETTLED_AFTER_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [editor, files]);
  return findings;
}
