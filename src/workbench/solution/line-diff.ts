/** A line of two texts laid side by side; numbers count from 1. */
export type DiffLine =
  | { kind: 'same'; own: number; solution: number; text: string }
  | { kind: 'own'; own: number; text: string }
  | { kind: 'solution'; solution: number; text: string };

/** A line break at the end begins no further line. */
const linesOf = (text: string) => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/));

/** For each pair of places, how many lines the rests of both texts have in common, in order. */
function commonRests(own: readonly string[], solution: readonly string[]): Uint32Array[] {
  const rests = Array.from({ length: own.length + 1 }, () => new Uint32Array(solution.length + 1));
  for (let i = own.length - 1; i >= 0; i--)
    for (let j = solution.length - 1; j >= 0; j--)
      rests[i]![j] =
        own[i] === solution[j] ? rests[i + 1]![j + 1]! + 1 : Math.max(rests[i + 1]![j]!, rests[i]![j + 1]!);
  return rests;
}

/** The lines of both texts with as many as possible taken as the same; of a change the learner's lines come first. */
export function lineDiff(ownText: string, solutionText: string): DiffLine[] {
  const own = linesOf(ownText);
  const solution = linesOf(solutionText);
  const rests = commonRests(own, solution);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < own.length || j < solution.length) {
    const text = own[i];
    const other = solution[j];
    if (text !== undefined && text === other) lines.push({ kind: 'same', own: ++i, solution: ++j, text });
    else if (text !== undefined && (other === undefined || rests[i + 1]![j]! >= rests[i]![j + 1]!))
      lines.push({ kind: 'own', own: ++i, text });
    else if (other !== undefined) lines.push({ kind: 'solution', solution: ++j, text: other });
  }
  return lines;
}
