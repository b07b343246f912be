import { readFileSync } from 'node:fs';
import { workbook } from '../../workbook.config.ts';
import { chapterNumber } from './chapter-number.ts';

/** The chapter that holds the lab or links to it, the first in the workbook's order. */
export function chapterOf(lab: string): { slug: string; number: number } | undefined {
  const slugs = workbook.parts.flatMap(({ chapters }) => chapters);
  const shows = new RegExp(`<Lab(Link)? slug="${lab}"`);
  const slug = slugs.find((slug) => shows.test(readFileSync(`content/chapters/${slug}.mdx`, 'utf8')));
  return slug === undefined ? undefined : { slug, number: chapterNumber(slug) };
}
