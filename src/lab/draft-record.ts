import * as z from 'zod/mini';

const file = z.object({ path: z.string().check(z.minLength(1)), text: z.string() });

/** A draft as it lies in the browser's storage. `revision` is the lab's when it was written; `updatedAt` in ms since 1970. */
export const draftRecord = z.object({
  version: z.literal(1),
  revision: z.number(),
  files: z.array(file).check(z.minLength(1)),
  event: z.object({ name: z.string(), text: z.string() }),
  passed: z.optional(z.array(z.string())),
  /** Of work that was replaced: what was done to it, as in 'notes.mjs deleted'. */
  why: z.optional(z.string()),
  updatedAt: z.number(),
});

export type DraftRecord = z.infer<typeof draftRecord>;
