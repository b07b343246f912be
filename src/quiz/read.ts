import { parse } from 'yaml';
import { z } from 'zod';
import { type Quiz, quizSchema } from './quiz.ts';

/** Reads the text of a quiz file; throws with the file's name and every fault in it. */
export function readQuiz(text: string, path: string): Quiz {
  const result = quizSchema.safeParse(parse(text));
  if (!result.success) throw new Error(`${path} is not a quiz:\n${z.prettifyError(result.error)}`);
  return result.data;
}
