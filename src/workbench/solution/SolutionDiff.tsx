import { useMemo, useState } from 'preact/hooks';
import type { SourceFile } from '../../lab/lab.ts';
import { mustBePlain, usePreference } from '../preferences.ts';
import { Tabs, tabId } from '../Tabs.tsx';
import { CodeDiff } from './CodeDiff.tsx';
import { changeInWords, changesBetween } from './changes.ts';
import { TextDiff } from './TextDiff.tsx';

interface Props {
  base: string;
  own: readonly SourceFile[];
  solution: readonly SourceFile[];
}

const NOTE = { changed: undefined, added: 'new', removed: 'only yours' };

/** A tab for each file that the solution has otherwise. */
export default function SolutionDiff({ base, own, solution }: Props) {
  const changes = useMemo(() => changesBetween(own, solution), [own, solution]);
  const [path, setPath] = useState(changes[0]?.path);
  const [unable, setUnable] = useState(false);
  const plain = usePreference('plain-editor') || mustBePlain() || unable;
  const shown = changes.find((change) => change.path === path) ?? changes[0];
  if (!shown) return null;
  const words = changeInWords(shown);
  const panelId = `${base}-panel`;
  return (
    <div class="wb-solution">
      <Tabs
        label="Files that differ"
        base={base}
        items={changes.map((change) => ({
          id: change.path,
          label: change.path,
          note: NOTE[change.kind] && <span class="wb-solution-note">{NOTE[change.kind]}</span>,
        }))}
        active={shown.path}
        onChoose={setPath}
        panelId={panelId}
      />
      <div role="tabpanel" id={panelId} aria-labelledby={tabId(base, shown.path)}>
        {words && <p class="wb-solution-words">{words}</p>}
        {plain ? <TextDiff change={shown} /> : <CodeDiff change={shown} onUnable={() => setUnable(true)} />}
      </div>
    </div>
  );
}
