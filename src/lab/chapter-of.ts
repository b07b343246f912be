import { readFileSync } from 'node:fs';
import { workbook } from '../../workbook.config.ts';

/** The chapter that holds the lab or links to it, the first in the workbook's order; its number counts from 1. */
export function chapterOf(lab: string): { slug: string; number: number } | undefined {
  const slugs = workbook.parts.flatMap(({ chapters }) => chapters);
  const shows = new RegExp(`<Lab(Link)? slug="${lab}"`);
  const index = slugs.findIndex((slug) => shows.test(readFileSync(`content/chapters/${slug}.mdx`, 'utf8')));
  const slug = slugs[index];
  return slug === undefined ? undefined : { slug, number: index + 1 };
}
