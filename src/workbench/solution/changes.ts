import type { SourceFile } from '../../lab/lab.ts';

/** A file that the solution has otherwise; `own` and `solution` are texts, empty where there is no such file. */
export interface Change {
  kind: 'changed' | 'added' | 'removed';
  path: string;
  own: string;
  solution: string;
}

/** What applying the solution would do to the learner's files, in the solution's order; what it takes away comes last. */
export function changesBetween(own: readonly SourceFile[], solution: readonly SourceFile[]): Change[] {
  const find = (files: readonly SourceFile[], path: string) => files.find((file) => file.path === path);
  const kept = solution.flatMap(({ path, text }): Change[] => {
    const mine = find(own, path);
    if (!mine) return [{ kind: 'added', path, own: '', solution: text }];
    return mine.text === text ? [] : [{ kind: 'changed', path, own: mine.text, solution: text }];
  });
  const removed = own
    .filter(({ path }) => !find(solution, path))
    .map(({ path, text }): Change => ({ kind: 'removed', path, own: text, solution: '' }));
  return [...kept, ...removed];
}

/** What applying the solution would do to a file as a whole. */
export function changeInWords({ kind, path }: Change): string | undefined {
  switch (kind) {
    case 'changed':
      return undefined;
    case 'added':
      return `${path} is only in the solution: applying it adds the file.`;
    case 'removed':
      return `${path} is only yours: applying the solution takes the file away.`;
  }
}
