import type { SolutionPolicy } from './src/lab/solution.ts';
import type { AccountPlaces } from './src/targets/places.ts';

/**
 * What an instructor sets: the chapters and their order, and the word the site calls itself. `chapters` are files in
 * `content/chapters/`; `coming` are titles that the front page announces. `labs.solution` says when a learner may see the
 * solution of a lab: 'always', 'after-pass', 'never', or { afterAttempts: n }, after n runs of the checks. `account` says
 * where labs may run in a learner's own account: a page with such a lab may connect to these places and to no other.
 * Without `regions` and `endpoints` labs run in the simulator only. `npm run cloud` answers at the endpoint here.
 */
export const workbook = {
  title: 'The Lambda Workbook',
  labs: { solution: 'always' },
  account: {
    regions: ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1'],
    endpoints: [{ name: 'This computer (npm run cloud)', url: 'http://127.0.0.1:9000', region: 'us-east-1' }],
  },
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
      chapters: ['configuration', 'layers', 'versions', 'aliases', 'seeing-what-happened'],
      coming: ['Permissions'],
    },
    { title: 'Part IV — Under the hood', chapters: ['runtime-api'], coming: [] },
    { title: 'Part V — Build something', chapters: [], coming: ['SymKeyGen', 'In your own account'] },
  ],
} satisfies {
  title: string;
  labs: { solution: SolutionPolicy };
  account: AccountPlaces;
  parts: { title: string; chapters: string[]; coming: string[] }[];
};
