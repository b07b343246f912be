/** A question's latest answer: the texts that were chosen, in their order, or the one that was typed. */
export type KeptAnswer = readonly string[];

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

/** The place of a chapter's answers in the browser's storage: JSON of answers by the ids of their questions. */
const keyOf = (chapter: string) => `quiz:${chapter}`;

/** The answers kept for a chapter; none where the browser keeps nothing, and without what is no answer. */
export function keptAnswers(chapter: string, shelf?: Shelf): Map<string, KeptAnswer> {
  try {
    const kept: unknown = JSON.parse((shelf ?? localStorage).getItem(keyOf(chapter)) ?? '{}');
    return new Map(Object.entries(kept ?? {}).filter(([, answer]) => isAnswer(answer)));
  } catch {
    return new Map();
  }
}

/** Keeps a question's answer, or forgets it where there is none. A browser that stores nothing changes nothing. */
export function keepAnswer(chapter: string, question: string, answer: KeptAnswer | undefined, shelf?: Shelf) {
  const kept = keptAnswers(chapter, shelf);
  if (answer) kept.set(question, answer);
  else kept.delete(question);
  try {
    (shelf ?? localStorage).setItem(keyOf(chapter), JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // The answer then lasts as long as the page.
  }
}

/** The chapters that have answers. Throws where the browser keeps nothing. */
export const keptChapters = (shelf: Pick<Storage, 'length' | 'key'> = localStorage): string[] =>
  Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '')
    .filter((key) => key.startsWith(keyOf('')))
    .map((key) => key.slice(keyOf('').length));

/** Puts whole chapters in the place of what is kept, or removes them: all of them, or none and it throws. */
export function replaceAnswers(
  chapters: ReadonlyMap<string, Iterable<readonly [question: string, answer: KeptAnswer]> | undefined>,
  shelf: Shelf & Pick<Storage, 'removeItem'> = localStorage,
) {
  const put = (chapter: string, text: string | null) =>
    text === null ? shelf.removeItem(keyOf(chapter)) : shelf.setItem(keyOf(chapter), text);
  const before = [...chapters.keys()].map((chapter) => [chapter, shelf.getItem(keyOf(chapter))] as const);
  try {
    for (const [chapter, answers] of chapters)
      put(chapter, answers ? JSON.stringify(Object.fromEntries(answers)) : null);
  } catch (error) {
    for (const [chapter] of before) shelf.removeItem(keyOf(chapter));
    for (const [chapter, text] of before) put(chapter, text);
    throw error;
  }
}

const isAnswer = (answer: unknown): answer is KeptAnswer =>
  Array.isArray(answer) && answer.every((text) => typeof text === 'string');
