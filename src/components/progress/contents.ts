import { getCollection } from 'astro:content';
import { workbook } from '../../../workbook.config.ts';
import { chapterNumber } from '../../lab/chapter-number.ts';
import { chapterOf } from '../../lab/chapter-of.ts';
import type { Check } from '../../lab/check.ts';
import { labSlugs, readLab } from '../../lab/read.ts';
import { readQuiz } from '../../quiz/read.ts';
import { type Asked, askedOf } from '../../quiz/standing.ts';

const quizzes = import.meta.glob<string>('../../../content/chapters/*.quiz.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const checks = import.meta.glob<readonly Check[]>('../../../labs/*/checks.ts', {
  import: 'checks',
  eager: true,
});

/** A lab with what its progress is held to. */
interface LabEntry {
  id: string;
  slug: string;
  title: string;
  revision: number;
  checks: readonly string[];
  /** Where it belongs; a lab that no chapter names stands alone. */
  chapter: string | undefined;
}

interface ChapterEntry {
  slug: string;
  number: number;
  title: string;
  questions: readonly Asked[];
  labs: readonly LabEntry[];
}

/** All that can be answered and passed, in the workbook's order; read when the site is built. */
export async function contents() {
  const titles = new Map((await getCollection('docs')).map(({ id, data }) => [id, data.title]));
  const labs = labSlugs().map(labEntry);
  const chapter = (slug: string): ChapterEntry => ({
    slug,
    number: chapterNumber(slug),
    title: titles.get(`chapters/${slug}`) ?? slug,
    questions: questionsOf(slug),
    labs: labs.filter((lab) => lab.chapter === slug),
  });
  return {
    parts: workbook.parts
      .map(({ title, chapters }) => ({ title, chapters: chapters.map(chapter) }))
      .filter(({ chapters }) => chapters.length > 0),
    others: labs.filter((lab) => lab.chapter === undefined),
  };
}

function labEntry(slug: string): LabEntry {
  const { id, title, revision } = readLab(slug);
  const ids = (checks[`../../../labs/${slug}/checks.ts`] ?? []).map((check) => check.id);
  return { id, slug, title, revision, checks: ids, chapter: chapterOf(slug)?.slug };
}

function questionsOf(chapter: string): Asked[] {
  const path = `content/chapters/${chapter}.quiz.yaml`;
  const text = quizzes[`../../../${path}`];
  return text === undefined ? [] : readQuiz(text, path).map(askedOf);
}
