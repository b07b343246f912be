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

const isAnswer = (answer: unknown): answer is KeptAnswer =>
  Array.isArray(answer) && answer.every((text) => typeof text === 'string');
