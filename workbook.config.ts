/** What an instructor sets: the chapters and their order, and the word the site calls itself. */
export const workbook = {
  title: 'The Lambda Workbook',
  parts: [{ title: 'Part I — Meet Lambda', chapters: ['features'] }],
} as const;
