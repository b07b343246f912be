import { explanationsOf } from './explanations.ts';
import { splitInlineCode } from './inline.ts';
import { judge } from './judge.ts';
import type { KeptAnswer } from './kept-answers.ts';
import { type AnswerKey, keyOf } from './key.ts';
import type { Question } from './quiz.ts';

/** What it takes to judge a kept answer away from its page: the key, and the texts that its numbers stand for. */
export interface Asked {
  id: string;
  key: AnswerKey;
  texts: readonly string[];
}

/** The question as a page needs it that only counts; a prediction's code stays behind. */
export function askedOf(question: Question): Asked {
  const key = keyOf(question);
  return {
    id: question.id,
    key: key.type === 'predict' ? { type: 'single', right: key.right } : key,
    texts: key.type === 'text' ? [] : explanationsOf(question).map(({ text }) => shownText(question, text)),
  };
}

/** Whether a kept answer is right. One whose text is no longer among the options is not. */
export function isRight({ key, texts }: Asked, answer: KeptAnswer | undefined): boolean {
  if (!answer) return false;
  const given = key.type === 'text' ? answer : answer.map((text) => String(texts.indexOf(text)));
  if (key.type === 'order' && given.length !== texts.length) return false;
  return judge(key, given).kind === 'right';
}

/** The text as a reader sees it, and as it is kept: without the marks of code. */
const shownText = ({ type }: Question, text: string) =>
  (type === 'predict'
    ? text
    : splitInlineCode(text)
        .map((span) => span.text)
        .join('')
  ).trim();
