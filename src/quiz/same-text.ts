/** What makes no difference between two texts. Space around them, its amount, and the shape of quotes never do. */
export const IGNORABLE = ['case', 'quotes', 'spaces'] as const;
export type Ignorable = (typeof IGNORABLE)[number];

const QUOTES = /["'`]/g;

/** Whether a reader who typed `one` meant `other`. */
export const sameText = (one: string, other: string, ignore: readonly Ignorable[]) =>
  bare(one, ignore) === bare(other, ignore);

/** A text without what makes no difference. Keyboards of telephones turn straight quotes into curly ones by themselves. */
function bare(text: string, ignore: readonly Ignorable[]): string {
  let left = text
    .normalize('NFC')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/\s+/g, ignore.includes('spaces') ? '' : ' ')
    .trim();
  if (ignore.includes('quotes')) left = left.replace(QUOTES, '').trim();
  return ignore.includes('case') ? left.toLowerCase() : left;
}
