import { z } from 'zod';
import { QUESTION_TYPES, questionSchemaOf } from './quiz.ts';

/** What is wrong with a quiz and what to write instead, for its author. `quiz` is the file as it was parsed. */
export function faultInWords(issue: z.core.$ZodIssue, quiz: unknown): string {
  const [index, ...path] = issue.path;
  if (typeof index !== 'number')
    return sentence(issue.message, 'A quiz is a list: begin each question with "- type: …".');
  const question = Array.isArray(quiz) ? quiz[index] : undefined;
  const name = typeof question?.id === 'string' ? `"${question.id}"` : `question ${index + 1}`;
  return `${[name, place(path)].filter(Boolean).join(', ')}: ${reason(issue, path, question?.type)}`;
}

/** `options[2].why`, counted from 1 as an author counts. */
const place = (path: readonly PropertyKey[]) =>
  path
    .map((key, at) => (typeof key === 'number' ? `[${key + 1}]` : `${at > 0 ? '.' : ''}${String(key)}`))
    .join('');

function reason(issue: z.core.$ZodIssue, path: readonly PropertyKey[], type: unknown): string {
  if (issue.code === 'invalid_union')
    return sentence('no such kind of question', `Use one of: ${QUESTION_TYPES.join(', ')}.`);
  if (issue.code === 'unrecognized_keys')
    return sentence(`nothing reads ${issue.keys.join(', ')} here`, 'Remove it, or correct its name.');
  const remedy = describedAt(questionSchemaOf(type), path);
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return sentence(missing ? 'missing' : issue.message, remedy);
}

const sentence = (what: string, remedy = '') => `${what.replace(/\.$/, '')}. ${remedy}`.trim();

/** What the schema says about the field at `path`, or about the nearest around it that says something. */
function describedAt(schema: z.ZodType | undefined, path: readonly PropertyKey[]): string | undefined {
  const [key, ...rest] = path;
  if (schema === undefined || key === undefined) return schema?.description;
  const inner =
    schema instanceof z.ZodObject
      ? schema.shape[String(key)]
      : schema instanceof z.ZodArray
        ? (schema.element as z.ZodType)
        : undefined;
  return describedAt(inner, rest) ?? schema.description;
}
