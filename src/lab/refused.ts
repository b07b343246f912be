/** What an author has to mend; `line` counts from 1. */
export interface Problem {
  file: string;
  line?: number | undefined;
  /** What is wrong and what to do, as it reads after the place. */
  message: string;
}

/** A lab, or a setting, that the build does not accept. The message has a line for each problem. */
export class Refused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(problemInWords).join('\n'));
    this.name = 'Refused';
    this.problems = problems;
  }
}

const problemInWords = ({ file, line, message }: Problem) =>
  line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`;
