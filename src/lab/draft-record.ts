import * as z from 'zod/mini';
import type { Lab } from './lab.ts';
import { freshWork, type PutAway, type Work } from './work.ts';

const VERSION = 2;

const event = z.object({ name: z.string(), text: z.string() });
const files = z
  .array(z.object({ path: z.string().check(z.minLength(1)), text: z.string() }))
  .check(z.minLength(1));
const work = z.object({ files, event, ownEvents: z.array(event), passed: z.array(z.string()) });

/** A draft as it lies in the browser's storage. */
export interface DraftRecord extends Work {
  version: typeof VERSION;
  /** The lab's, when this was written. */
  revision: number;
  /** In ms since 1970. */
  updatedAt: number;
  /** The latest first. */
  undo: readonly PutAway[];
  /** Nothing was written since the latest of `undo`. */
  offered: boolean;
}

const draftRecord = z.extend(work, {
  version: z.literal(VERSION),
  revision: z.number(),
  updatedAt: z.number(),
  undo: z.array(z.object({ work, why: z.string() })),
  offered: z.boolean(),
});

/** The first version: one step of undo, in a record of its own. */
const firstRecord = z.object({
  version: z.literal(1),
  revision: z.number(),
  files,
  event,
  passed: z.optional(z.array(z.string())),
  why: z.optional(z.string()),
  updatedAt: z.number(),
});

export type DraftRead =
  /** `migrated` from an earlier version: what lies in storage is not yet `draft`. */
  | { kind: 'draft'; draft: DraftRecord; migrated: boolean }
  /** Written by a version of the workbook that is yet to come here. */
  | { kind: 'newer' }
  | { kind: 'corrupt' };

/** Reads a record of any version. `discarded` is the record of the one step of undo that the first version kept, if any. */
export function readRecord(lab: Lab, stored: unknown, discarded: unknown): DraftRead {
  const read = readStored(stored);
  if (read.kind === 'newer' || (read.kind === 'draft' && !read.migrated)) return read;
  if (stored !== undefined && read.kind === 'corrupt') return read;
  const undone = firstRecord.safeParse(discarded);
  if (!undone.success) return read;
  const { revision, updatedAt } = undone.data;
  const undo = [{ work: ofFirst(undone.data), why: undone.data.why ?? 'Reset' }];
  const draft: DraftRecord =
    read.kind === 'draft'
      ? { ...read.draft, undo }
      : { ...freshWork(lab), version: VERSION, revision, updatedAt, undo, offered: true };
  return { kind: 'draft', draft, migrated: true };
}

/** Reads one record of any version, of whatever lab. */
export function readStored(stored: unknown): DraftRead {
  const version = (stored as { version?: unknown } | null | undefined)?.version;
  if (typeof version === 'number' && version > VERSION) return { kind: 'newer' };
  const current = draftRecord.safeParse(stored);
  if (current.success) return { kind: 'draft', draft: current.data, migrated: false };
  const first = firstRecord.safeParse(stored);
  if (!first.success) return { kind: 'corrupt' };
  const { revision, updatedAt } = first.data;
  const draft = {
    ...ofFirst(first.data),
    version: VERSION,
    revision,
    updatedAt,
    undo: [],
    offered: true,
  } as const;
  return { kind: 'draft', draft, migrated: true };
}

const ofFirst = ({ files, event, passed }: z.infer<typeof firstRecord>): Work => ({
  files,
  event,
  ownEvents: [],
  passed: passed ?? [],
});
