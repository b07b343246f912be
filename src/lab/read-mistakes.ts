import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SourceFile } from './lab.ts';
import type { Mistake } from './mistake.ts';
import { readSources } from './sources.ts';
import { readYaml } from './yaml.ts';

/** What an author writes in `mistakes/<name>/mistake.yaml`. */
const mistakeSchema = z.strictObject({
  fails: z
    .array(z.string().min(1))
    .min(1)
    .refine((ids) => new Set(ids).size === ids.length, 'the same check twice')
    .describe('The ids of the checks that fail, each once; all others pass.'),
  finding: z
    .string()
    .min(1)
    .optional()
    .describe('Words that one of these checks finds, where other code fails the same checks.'),
  hint: z.string().trim().min(1).describe('What to tell whoever made the mistake, without the answer.'),
});

/** A mistake as it lies on disk; `files` are the overlay on the starter that makes it. */
export interface MistakeOnDisk extends Mistake {
  files: SourceFile[];
}

const SETTINGS = 'mistake.yaml';

/** The mistakes of the lab in `folder`, in the order of their names. @throws Refused */
export function readMistakes(folder: string): MistakeOnDisk[] {
  const mistakes = join(folder, 'mistakes');
  if (!existsSync(mistakes)) return [];
  return readdirSync(mistakes, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({
      name,
      ...readYaml(join(mistakes, name, SETTINGS), mistakeSchema),
      files: readSources(join(mistakes, name)).filter(({ path }) => path !== SETTINGS),
    }));
}
