/** Exit codes of the AWS CLI. */
export const EXIT = { usage: 252, service: 254, general: 255 } as const;

const USAGE = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;

/** What somebody typed is not a command: said in the words of the CLI, before any request. */
export class UsageError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The same with the CLI's usage before it. */
export const argumentError = (message: string) => new UsageError(`${USAGE}\naws: error: ${message}`);

/** Steps from one word to another: letters more, less, other or swapped. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
          ? before[j - 2]! + 1
          : Number.POSITIVE_INFINITY;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same, swapped));
    }
    before = row;
    row = next;
  }
  return row[to.length]!;
}

/** `message`, and the candidates that `word` is nearly. */
export function withNearMisses(message: string, word: string, candidates: Iterable<string>): string {
  const near = [...candidates]
    .map((candidate) => ({ candidate, steps: distance(word, candidate) }))
    .filter(
      ({ candidate, steps }) => steps <= Math.max(2, candidate.length / 4) || candidate.startsWith(word),
    )
    .sort((one, other) => one.steps - other.steps)
    .slice(0, 3);
  if (near.length === 0) return message;
  return `${message}\n\nMaybe you meant:\n\n${near.map(({ candidate }) => `  * ${candidate}`).join('\n')}`;
}
