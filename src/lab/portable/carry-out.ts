import { same } from './join.ts';
import type { Change } from './plan.ts';

/** Where one kind of work is kept. `write` takes all values or none, and throws then; `undefined` removes. */
export interface Shelf {
  read(): Promise<ReadonlyMap<string, unknown>>;
  write(values: ReadonlyMap<string, unknown>): Promise<void>;
}

/** What the latest import changed, so that it can be taken back, after a reload too. */
export interface Journal {
  version: 1;
  /** When it was done, in ms since 1970. */
  at: number;
  changes: readonly Change[];
}

export interface Shelves extends Record<Change['place'], Shelf> {
  journal: { read(): Promise<Journal | undefined>; write(journal: Journal | undefined): Promise<void> };
}

export type Carried =
  | { kind: 'done' }
  /** Something here has changed since the plan was made: nothing was written. */
  | { kind: 'moved-on' }
  /** The browser took not all of it, and so nothing is changed. */
  | { kind: 'refused'; full: boolean };

const PLACES = ['answers', 'drafts', 'labs'] as const;

/** Writes all changes or none; never throws. `now` in ms since 1970. */
export async function carryOut(shelves: Shelves, changes: readonly Change[], now: number): Promise<Carried> {
  try {
    const present = await lying(shelves, changes);
    if (changes.some((change, index) => !same(present[index], change.before))) return { kind: 'moved-on' };
    const before = await shelves.journal.read();
    await shelves.journal.write({ version: 1, at: now, changes });
    return await writeAll(shelves, changes, async () => shelves.journal.write(before));
  } catch (error) {
    return refused(error);
  }
}

/** Takes the latest import back; `left` counts what the learner has worked on since, which stays. Never throws. */
export async function takeBack(shelves: Shelves): Promise<Carried & { left?: number }> {
  try {
    const { changes } = (await shelves.journal.read()) ?? { changes: [] };
    const present = await lying(shelves, changes);
    const back = changes
      .filter((change, index) => same(present[index], change.after))
      .map((change) => ({ ...change, before: change.after, after: change.before }));
    const carried = await writeAll(shelves, back, async () => {});
    if (carried.kind !== 'done') return carried;
    await shelves.journal.write(undefined);
    return { ...carried, left: changes.length - back.length };
  } catch (error) {
    return refused(error);
  }
}

async function writeAll(shelves: Shelves, changes: readonly Change[], afterFailure: () => Promise<void>) {
  const valuesOf = (place: Change['place'], which: 'before' | 'after') =>
    new Map(changes.filter((change) => change.place === place).map((change) => [change.id, change[which]]));
  const written: Change['place'][] = [];
  try {
    for (const place of PLACES) {
      const values = valuesOf(place, 'after');
      if (values.size > 0) await shelves[place].write(values);
      written.push(place);
    }
    return { kind: 'done' } as const;
  } catch (error) {
    for (const place of written) await shelves[place].write(valuesOf(place, 'before'));
    await afterFailure();
    return refused(error);
  }
}

/** What lies now where each of the changes goes. */
async function lying(shelves: Shelves, changes: readonly Change[]): Promise<unknown[]> {
  const all = new Map(
    await Promise.all(PLACES.map(async (place) => [place, await shelves[place].read()] as const)),
  );
  return changes.map(({ place, id }) => all.get(place)?.get(id));
}

const refused = (error: unknown): Carried => ({
  kind: 'refused',
  full: error instanceof Error && error.name === 'QuotaExceededError',
});
