/**
 * What an instructor sets: the chapters and their order, and the word the site calls itself. `chapters` are files in
 * `content/chapters/`; `coming` are titles that the front page announces.
 */
export const workbook = {
  title: 'The Lambda Workbook',
  parts: [
    {
      title: 'Part I — Meet Lambda',
      chapters: ['features'],
      coming: ['Event and context'],
    },
    {
      title: 'Part II — Inside the execution environment',
      chapters: [],
      coming: ['Lifecycle', 'What the environment gives and forbids', 'Ways to invoke', 'Faster responses'],
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
} satisfies { title: string; parts: { title: string; chapters: string[]; coming: string[] }[] };
