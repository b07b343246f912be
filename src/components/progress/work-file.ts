import { type Carried, carryOut, takeBack } from '../../lab/portable/carry-out.ts';
import { type Plan, planImport } from '../../lab/portable/plan.ts';
import { browserShelves, keptWork } from '../../lab/portable/shelves.ts';
import { LARGEST_FILE, readWorkFile, tooLarge, writeWorkFile } from '../../lab/portable/work-file.ts';
import { catalogueOf } from './catalogue.ts';
import { inWords, showPlan, ticked } from './plan-view.ts';

const UNREADABLE = 'what this browser keeps of your work cannot be read.';

/** Lets the work of this browser out into a file, and in from one. `refresh` shows on the page what is then kept. */
export function answerWorkFile(page: HTMLElement, refresh: () => Promise<void>) {
  const section = page.querySelector<HTMLElement>('.work-file')!;
  const find = <Found extends HTMLElement>(selector: string) => section.querySelector<Found>(selector)!;
  const input = find<HTMLInputElement>('input[type=file]');
  const form = find<HTMLFormElement>('form');
  const undo = find<HTMLButtonElement>('[data-do=undo]');
  const catalogue = catalogueOf(page);
  const ids = catalogue.labs.map(({ id }) => id);
  let plan: Plan = { items: [], unknown: [] };

  const say = (words: string) => {
    find('[role=status]').textContent = words;
  };
  const showUndo = async () => {
    const journal = await browserShelves.journal.read().catch(() => undefined);
    undo.parentElement!.hidden = !journal;
    if (journal) find('[data-at]').textContent = inWords(journal.at);
  };
  const close = () => {
    form.hidden = true;
    input.value = '';
  };

  const download = async () => {
    try {
      const now = new Date();
      const { text, unreadable } = writeWorkFile(await keptWork(ids), now.getTime());
      const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
        String(part).padStart(2, '0'),
      );
      const name = `lambda-workbook-${day.join('-')}.json`;
      save(text, name);
      const missing =
        unreadable.length > 0 ? ` Not in it, because it cannot be read: ${unreadable.join(', ')}.` : '';
      const large =
        new Blob([text]).size > LARGEST_FILE ? ' It is larger than 5 MB: no workbook will open it.' : '';
      say(`${name} saved.${missing}${large}`);
    } catch {
      say(`Nothing was saved: ${UNREADABLE}`);
    }
  };

  const open = async (file: File) => {
    close();
    const read = file.size > LARGEST_FILE ? tooLarge : readWorkFile(await file.text().catch(() => ''));
    if (read.kind === 'refused') return say(read.why);
    try {
      plan = planImport(catalogue, await keptWork(ids), read.work, Date.now());
    } catch {
      return say(`The file was not opened: ${UNREADABLE}`);
    }
    const changes = plan.items.filter(({ change }) => change).length;
    showPlan(find('ul'), plan);
    find('[data-saved]').textContent = inWords(read.savedAt);
    find('[data-nothing]').hidden = changes > 0;
    find('[type=submit]').hidden = changes === 0;
    form.hidden = false;
    say('');
    find('h3').focus();
  };

  const bringIn = async () => {
    const changes = ticked(find('ul')).flatMap((index) => plan.items[index]?.change ?? []);
    if (changes.length === 0) return say('Nothing is ticked, so there is nothing to bring in.');
    const carried = await carryOut(browserShelves, changes, Date.now());
    if (carried.kind !== 'done') return say(failureInWords(carried));
    close();
    await Promise.all([refresh(), showUndo()]);
    say(`Brought in: ${changes.length} of ${plan.items.length}. Reload labs that are open in another tab.`);
    undo.focus();
  };

  const undoImport = async () => {
    const carried = await takeBack(browserShelves);
    if (carried.kind !== 'done') return say(failureInWords(carried));
    await Promise.all([refresh(), showUndo()]);
    const left = carried.left ? ' What you have worked on since stays as it is now.' : '';
    say(`Import undone.${left}`);
    input.focus();
  };

  find('[data-do=download]').addEventListener('click', download);
  find('[data-do=cancel]').addEventListener('click', () => {
    close();
    say('Nothing has changed.');
    input.focus();
  });
  input.addEventListener('change', () => input.files?.[0] && open(input.files[0]));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void bringIn();
  });
  undo.addEventListener('click', undoImport);
  void showUndo();
}

function failureInWords(carried: Exclude<Carried, { kind: 'done' }>): string {
  if (carried.kind === 'moved-on')
    return 'Nothing has changed: your work here is not what it was when you opened the file. Open it again.';
  return carried.full
    ? 'Nothing has changed: the storage of this browser is full. Make room and try again.'
    : 'Nothing has changed: this browser does not let the page store anything.';
}

function save(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
