import type { Completion } from '../../terminal/ends.ts';

/** `line` with what all candidates begin with in place of the word before `caret`; one alone is finished. */
export function completed(line: string, caret: number, { from, candidates }: Completion) {
  const word = line.slice(from, caret);
  const common = candidates.reduce(commonStart, candidates[0] ?? word);
  const [only] = candidates.length === 1 ? candidates : [];
  const insert = only && !only.endsWith('/') ? `${only} ` : common.startsWith(word) ? common : word;
  return { line: line.slice(0, from) + insert + line.slice(caret), caret: from + insert.length };
}

function commonStart(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one.slice(0, at);
}
