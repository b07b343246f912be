import type { Lab } from '../../lab/lab.ts';
import { isOwn, keepingEvent } from '../../lab/work.ts';
import type { State } from '../state.ts';
import type { Workbench } from '../use-workbench.ts';

type Form = 'package' | 'sam';

/** Saves the learner's code as a zip; what is needed for that is loaded now. */
export async function takeAway(form: Form, lab: Lab, { state, dispatch }: Workbench): Promise<void> {
  try {
    const { deployedFiles, samProject, zipOf } = await import('./formats.ts');
    const { files } = state.work;
    const zip = zipOf(form === 'sam' ? samProject(lab, files, eventsOf(lab, state)) : deployedFiles(files));
    const name = form === 'sam' ? `${lab.slug}-sam.zip` : `${lab.slug}.zip`;
    save(zip, name);
    dispatch({ kind: 'done', note: `${name} saved.` });
  } catch (error) {
    dispatch({ kind: 'done', note: inWords(error) });
  }
}

/** The lab's events as the learner left them. */
function eventsOf(lab: Lab, { work }: State) {
  const { ownEvents } = keepingEvent(lab, work);
  return [
    ...lab.events.map((event) => ownEvents.find(({ name }) => name === event.name) ?? event),
    ...ownEvents.filter(isOwn(lab)),
  ];
}

function inWords(error: unknown): string {
  if (error instanceof Error && error.name === 'SyntaxError') {
    const { message, location } = error as Error & { location?: { path: string; line: number } };
    const place = location ? ` in ${location.path}, line ${location.line}` : '';
    return `Nothing was saved: the TypeScript cannot be read${place} (${message}). Mend it and try again.`;
  }
  return 'Nothing was saved: a part of the page did not load. Look at your connection and try again.';
}

function save(zip: Uint8Array<ArrayBuffer>, name: string) {
  const url = URL.createObjectURL(new Blob([zip], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
