import { join } from 'node:path';
import type { Lab, SourceFile } from './lab.ts';
import { LABS } from './read.ts';
import { type Problem, Refused } from './refused.ts';
import { overlay, readSources } from './sources.ts';
import { NOTHING_ELSE, type StartingAccount } from './starting-account.ts';

/** What the account of a lab begins with, out of the folders in its `account/`. @throws Refused */
export function readStartingAccount({ slug, starter, account }: Lab, root = LABS): StartingAccount {
  if (!account) return NOTHING_ELSE;
  const problems: Problem[] = [];
  const filesOf = (name: string): SourceFile[] => {
    const folder = join(root, slug, 'account', name);
    const files = readSources(folder);
    if (files.length === 0)
      problems.push({
        file: folder,
        message: 'has no file. Put the files there, or name another folder in lab.yaml.',
      });
    return files;
  };
  const starting = {
    ...account,
    layers: account.layers.map(({ folder, ...layer }) => ({ ...layer, files: filesOf(folder) })),
    versions: account.versions.map(({ folder, description }) => ({
      description,
      files: folder === undefined ? starter : overlay(starter, filesOf(folder)),
    })),
  };
  if (problems.length > 0) throw new Refused(problems);
  return starting;
}
