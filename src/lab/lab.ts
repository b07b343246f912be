import { z } from 'zod';
import { accountSchema } from './account-settings.ts';
import { endOfRuntime } from './runtime-dates.ts';
import type { SolutionPolicy } from './solution.ts';

/** What the learner may do with files; paths are relative to `starter/`. */
const filesSchema = z.strictObject({
  readOnly: z.array(z.string().min(1)).default([]).describe('Files the learner sees but cannot change.'),
  mayAdd: z.boolean().default(true).describe('Whether the learner may add files.'),
  mayDelete: z.boolean().default(true).describe('Whether the learner may delete files.'),
});

/** The settings a lab's author writes in `lab.yaml`; sizes in MB, `timeout` in seconds. */
export const labSettingsSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe('Never changes: drafts and progress hang on it.'),
  revision: z.int().min(1).describe('Goes up when the task or a check changes.'),
  title: z.string().trim().min(1).describe('What the learner does, in a few words.'),
  summary: z.string().trim().min(1).describe('One sentence: what they will have seen.'),
  minutes: z.int().min(1).max(120).describe('How long it takes, in whole minutes from 1 to 120.'),
  runtime: z
    .enum(['nodejs22.x', 'nodejs24.x', 'python3.14', 'provided.al2023'], {
      error: ({ input }) => (typeof input === 'string' ? endOfRuntime(input, new Date()) : undefined),
    })
    .describe('The runtime identifier, such as nodejs24.x, python3.14 or provided.al2023.'),
  handler: z
    .string()
    .regex(/^\S{1,128}$/)
    .describe(
      'File and export, such as index.handler; in Python, file and function. On provided.al2023 the bootstrap reads it as it likes.',
    ),
  memorySize: z.int().min(128).max(10240).describe('MB, from 128 to 10240.'),
  timeout: z.int().min(1).max(900).describe('Seconds, from 1 to 900.'),
  environment: z
    .record(z.string(), z.string())
    .default({})
    .describe('Environment variables: names and texts; quote numbers.'),
  goals: z.array(z.string().trim().min(1)).min(1).describe('What the learner will have done, one line each.'),
  files: filesSchema.prefault({}).describe('What the learner may do with files.'),
  account: accountSchema
    .optional()
    .describe('What the account holds when the lab opens, besides the function.'),
  targets: z
    .array(z.enum(['simulator', 'account']))
    .min(1)
    .default(['simulator'])
    .describe('Where the lab can be done.'),
  sdk: z
    .array(z.string().regex(/^@aws-sdk\/[a-z0-9-]+$/, 'Write it as @aws-sdk/client-s3'))
    .default([])
    .describe('Packages of the AWS SDK v3 that the code imports: the editor gives their types.'),
});

export type LabSettings = z.infer<typeof labSettingsSchema>;

/** A file of the lab, as the learner edits it. `path` is relative to `/var/task`, unless it is one that stays beside the function. */
export interface SourceFile {
  path: string;
  text: string;
}

/** A named test event; `text` is its JSON as the author formatted it. */
export interface LabEvent {
  name: string;
  text: string;
}

/** Everything the workbench needs of a lab; plain data, safe to put in a page. */
export interface Lab extends LabSettings {
  slug: string;
  starter: SourceFile[];
  events: LabEvent[];
  /** When the learner may see the solution; the instructor's choice for all labs. */
  solution: SolutionPolicy;
}
