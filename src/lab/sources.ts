import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceFile } from './lab.ts';

/** All files below `folder`, in the order of their paths; none where there is no such folder. */
export function readSources(folder: string): SourceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: relative(folder, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }));
}

/** `files` with `changes` laid over them: the order stays, new files come last. */
export function overlay(files: readonly SourceFile[], changes: readonly SourceFile[]): SourceFile[] {
  const isNew = ({ path }: SourceFile) => !files.some((file) => file.path === path);
  return [
    ...files.map((file) => changes.find(({ path }) => path === file.path) ?? file),
    ...changes.filter(isNew),
  ];
}
