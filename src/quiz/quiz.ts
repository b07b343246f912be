import { z } from 'zod';

/** An answer to pick. Every option says why it is right or wrong: a tempting mistake deserves an explanation. */
const optionSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .describe('What the reader picks; `backticks` mark code. In a prediction: JSON.'),
  why: z
    .string()
    .trim()
    .min(1)
    .describe('Shown after answering: why this is right, or what makes it tempting but wrong.'),
  right: z.boolean().default(false).describe('true on exactly one option.'),
});

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const jsonSchema = z.string().refine(isJson, 'not valid JSON: quote it as JSON inside YAML quotes');

const optionsSchema = z
  .array(optionSchema)
  .min(2)
  .max(6)
  .refine((options) => options.filter((option) => option.right).length === 1, {
    error: 'mark exactly one option with "right: true"',
  })
  .refine((options) => new Set(options.map((option) => option.text)).size === options.length, {
    error: 'two options have the same text',
  });

const asked = {
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe('Never changes: progress hangs on it.'),
  ask: z.string().trim().min(1).describe('The question itself; `backticks` mark code.'),
  options: optionsSchema,
};

/** A question with one right answer. */
const choiceSchema = z.strictObject({
  type: z.literal('choice'),
  ...asked,
  given: z.string().min(1).optional().describe('A few lines shown as they stand, such as a log.'),
});

/**
 * A question whose right answer is what the code returns. The events go, in order, to one fresh function; the answer
 * is the payload of the last. A test runs it and holds the marked option to the result.
 */
const predictSchema = z.strictObject({
  type: z.literal('predict'),
  ...asked,
  code: z.string().min(1).describe('index.mjs, exporting `handler`.'),
  events: z.array(jsonSchema).min(1).describe('JSON texts, in the order of the invocations.'),
  options: optionsSchema.refine((options) => options.every((option) => isJson(option.text)), {
    error: 'every option of a prediction is JSON, as the function would return it',
  }),
});

const questionSchema = z.discriminatedUnion('type', [choiceSchema, predictSchema]);

/** The questions at the end of a chapter, as `<chapter>.quiz.yaml` holds them. */
export const quizSchema = z
  .array(questionSchema)
  .min(1)
  .refine((questions) => new Set(questions.map((question) => question.id)).size === questions.length, {
    error: 'two questions have the same id',
  });

export type Question = z.infer<typeof questionSchema>;
export type Prediction = Extract<Question, { type: 'predict' }>;
export type Option = z.infer<typeof optionSchema>;
export type Quiz = z.infer<typeof quizSchema>;
