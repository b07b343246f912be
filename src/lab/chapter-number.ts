import { workbook } from '../../workbook.config.ts';

const order: readonly string[] = workbook.parts.flatMap(({ chapters, coming }) => [...chapters, ...coming]);

/** The number of a chapter, from 1; those that are still coming have theirs already. 0 of what is no chapter. */
export const chapterNumber = (slug: string): number => order.indexOf(slug) + 1;
