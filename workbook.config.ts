import type { SolutionPolicy } from './src/lab/solution.ts';

/**
 * What an instructor sets: the chapters and their order, and the word the site calls itself. `chapters` are files in
 * `content/chapters/`; `coming` are titles that the front page announces. `labs.solution` says when a learner may see the
 * solution of a lab: 'always', 'after-pass', 'never', or { afterAttempts: n }, after n runs of the checks.
 */
export const workbook = {
  title: 'The Lambda Workbook',
  labs: { solution: 'always' },
  parts: [
    {
      title: 'Part I — Meet Lambda',
      chapters: ['features', 'event-and-context'],
      coming: [],
    },
    {
      title: 'Part II — Inside the execution environment',
      chapters: ['lifecycle', 'environment'],
      coming: ['Ways to invoke', 'Faster responses'],
    },
    {
      title: 'Part III — Ship it',
      chapters: [],
      coming: [
        'Configuration and environment variables',
        'Layers',
        'Versions',
        'Aliases and routing',
        'Permissions',
      ],
    },
    { title: 'Part IV — Under the hood', chapters: [], coming: ['Runtime and Runtime API'] },
    { title: 'Part V — Build something', chapters: [], coming: ['SymKeyGen', 'In your own account'] },
  ],
} satisfies {
  title: string;
  labs: { solution: SolutionPolicy };
  parts: { title: string; chapters: string[]; coming: string[] }[];
};
