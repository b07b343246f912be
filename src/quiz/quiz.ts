import { z } from 'zod';
import { IGNORABLE, sameText } from './same-text.ts';

const text = () => z.string().trim().min(1);
const why = text().describe(
  'Give a sentence or two: why this is right, or what makes it tempting but wrong. It is shown after answering.',
);

/** An answer to pick. Every option says why it is right or wrong: a tempting mistake deserves an explanation. */
const optionSchema = z.strictObject({
  text: text().describe(
    'Give what the reader picks; `backticks` mark code. In a prediction: JSON in quotes.',
  ),
  why,
  right: z
    .boolean()
    .default(false)
    .describe('Write "right: true" at a right option; leave it out elsewhere.'),
});

const isJson = (value: string) => {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};

const jsonSchema = z
  .string()
  .refine(isJson, 'not valid JSON')
  .describe('Write it as JSON inside single quotes.');

const different = <T>(items: readonly T[], of: (item: T) => string) =>
  new Set(items.map(of)).size === items.length;

const optionsSchema = z
  .array(optionSchema)
  .min(2)
  .max(6)
  .refine((options) => different(options, (option) => option.text), 'two options have the same text')
  .describe('Give two to six options, each with "text" and "why".');

const rightOnes = (options: readonly { right: boolean }[]) => options.filter(({ right }) => right).length;

const oneRight = optionsSchema.refine(
  (options) => rightOnes(options) === 1,
  'mark exactly one option with "right: true"',
);

const asked = {
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe('Give a name of small letters, digits and hyphens that never changes: progress hangs on it.'),
  ask: text().describe('Give the question itself; `backticks` mark code.'),
};

const given = z.string().min(1).optional().describe('A few lines shown as they stand, such as a log.');

/** One option is right. */
const singleSchema = z.strictObject({ type: z.literal('single'), ...asked, given, options: oneRight });

/** Any number of options is right; the answer is all of them and nothing else. */
const multipleSchema = z.strictObject({
  type: z.literal('multiple'),
  ...asked,
  given,
  options: optionsSchema.refine(
    (options) => rightOnes(options) > 0 && rightOnes(options) < options.length,
    'mark at least one option with "right: true", and not all of them',
  ),
});

/** Items to bring into the order in which the file lists them. */
const orderSchema = z.strictObject({
  type: z.literal('order'),
  ...asked,
  given,
  items: z
    .array(
      z.strictObject({
        text: text().describe('Give what is put in its place; `backticks` mark code.'),
        why: text().describe(
          'Say why it cannot come earlier: it is shown to a reader who puts it too early.',
        ),
      }),
    )
    .min(3)
    .max(7)
    .refine((items) => different(items, (item) => item.text), 'two items have the same text')
    .describe('Give three to seven items in the right order, each with "text" and "why".'),
});

const textsSchema = z.array(text()).min(1).describe('Give a list of texts, in quotes; the first is shown.');

/** The reader types a few characters, which are compared by the question's own rules. */
const textSchema = z
  .strictObject({
    type: z.literal('text'),
    ...asked,
    given,
    accept: textsSchema,
    ignore: z
      .array(z.enum(IGNORABLE))
      .default(['case', 'quotes'])
      .describe(`List what makes no difference: any of ${IGNORABLE.join(', ')}; or [].`),
    why,
    mistakes: z
      .array(z.strictObject({ texts: textsSchema, why }))
      .min(1)
      .describe('Give the wrong answers that tempt, each with "texts" and "why".'),
    otherwise: text().describe('Give a hint for every other answer, without the answer in it.'),
  })
  .superRefine(({ accept, mistakes, ignore }, context) => {
    for (const [index, { texts }] of mistakes.entries()) {
      const before = [...accept, ...mistakes.slice(0, index).flatMap((mistake) => mistake.texts)];
      if (texts.some((text) => before.some((other) => sameText(text, other, ignore))))
        context.addIssue({
          code: 'custom',
          path: ['mistakes', index, 'texts'],
          message: 'a text stands for another answer already',
        });
    }
  });

/**
 * One option is right: what the code returns. The events go, in order, to one fresh function; the answer is the payload
 * of the last. A test runs it and holds the marked option to the result.
 */
const predictSchema = z.strictObject({
  type: z.literal('predict'),
  ...asked,
  code: z.string().min(1).describe('Give index.mjs, exporting `handler`.'),
  events: z.array(jsonSchema).min(1).describe('Give JSON texts, in the order of the invocations.'),
  options: oneRight.refine(
    (options) => options.every((option) => isJson(option.text)),
    'every option of a prediction is JSON, as the function would return it',
  ),
});

const questionSchema = z.discriminatedUnion('type', [
  singleSchema,
  multipleSchema,
  orderSchema,
  textSchema,
  predictSchema,
]);

export const QUESTION_TYPES = questionSchema.options.map((schema) => schema.shape.type.value);

export const questionSchemaOf = (type: unknown) =>
  questionSchema.options.find((schema) => schema.shape.type.value === type);

/** The questions at the end of a chapter, as `<chapter>.quiz.yaml` holds them. */
export const quizSchema = z
  .array(questionSchema)
  .min(1)
  .superRefine((questions, context) => {
    const ids = questions.map(({ id }) => id);
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) < index)
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: 'an earlier question has the same id',
        });
  });

export type Question = z.infer<typeof questionSchema>;
export type QuestionOf<Type extends Question['type']> = Extract<Question, { type: Type }>;
export type Quiz = z.infer<typeof quizSchema>;
