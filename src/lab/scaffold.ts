import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RuntimeLanguage } from './language.ts';
import { LABS } from './read.ts';
import { Refused } from './refused.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Makes a small lab that works, to be rewritten. Gives the paths of its files.
 * @throws Refused when the name will not do or the folder is there
 */
export function scaffoldLab(slug: string, language: RuntimeLanguage = 'nodejs', root = LABS): string[] {
  const folder = join(root, slug);
  if (!SLUG.test(slug))
    throw new Refused([
      {
        file: slug || 'the name',
        message:
          'is no name for a lab. Use lower-case letters, digits and single hyphens, such as read-the-event.',
      },
    ]);
  if (existsSync(folder))
    throw new Refused([
      { file: folder, message: 'is there already. Choose another name, or remove it first.' },
    ]);
  return Object.entries(filesFor(slug, SAMPLES[language])).map(([path, text]) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

interface Sample {
  runtime: string;
  handler: string;
  file: string;
  /** What the starter holds besides. */
  besides?: Readonly<Record<string, string>>;
  /** The handler that answers with this expression. */
  answering(sum: string): string;
  /** The sum of the event's numbers where it has none, and where it must have some. */
  sum: string;
  hastySum: string;
  /** The hints of the two checks, as source. */
  hints: readonly [string, string];
}

/** A runtime in bash: it loops over the Runtime API and calls the function that the handler names. */
const LOOP = `#!/bin/bash
set -euo pipefail

source "$LAMBDA_TASK_ROOT/\${_HANDLER%.*}.sh"
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"

while true; do
  headers=$(mktemp)
  event=$(curl -sS -D "$headers" "$api/next")
  request_id=$(grep -i '^lambda-runtime-aws-request-id:' "$headers" | cut -d ' ' -f 2 | tr -d '\\r')
  result=$("\${_HANDLER##*.}" "$event")
  curl -sS -d "$result" "$api/$request_id/response"
done
`;

const SAMPLES: Readonly<Record<RuntimeLanguage, Sample>> = {
  nodejs: {
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    file: 'index.mjs',
    answering: (sum) => `export const handler = async (event) => {\n  return { sum: ${sum} };\n};\n`,
    sum: '(event.numbers ?? []).reduce((sum, number) => sum + number, 0)',
    hastySum: 'event.numbers.reduce((sum, number) => sum + number, 0)',
    hints: [
      "'The numbers are in event.numbers, an array.', 'reduce() folds an array into one value.'",
      "'A property that is not in the event is undefined.'",
    ],
  },
  python: {
    runtime: 'python3.14',
    handler: 'lambda_function.lambda_handler',
    file: 'lambda_function.py',
    answering: (sum) => `def lambda_handler(event, context):\n    return {"sum": ${sum}}\n`,
    sum: 'sum(event.get("numbers", []))',
    hastySum: 'sum(event["numbers"])',
    hints: [
      `'The numbers are in event["numbers"], a list.', 'sum() adds up a list.'`,
      "'A key that is not in the event is a KeyError; get() takes a value to use instead.'",
    ],
  },
  bash: {
    runtime: 'provided.al2023',
    handler: 'function.handler',
    file: 'function.sh',
    besides: { bootstrap: LOOP },
    answering: (sum) => `handler() {\n  jq -c '{sum: ${sum}}' <<< "$1"\n}\n`,
    sum: '(.numbers // [] | add // 0)',
    hastySum: '(.numbers | add)',
    hints: [
      "'The event is the first argument, $1, as JSON.', 'In jq, add adds up a list.'",
      "'What is not in the event is null in jq; // takes a value to use instead.'",
    ],
  },
};

const inWords = (slug: string) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');

const filesFor = (slug: string, sample: Sample): Record<string, string> => ({
  'lab.yaml': `# yaml-language-server: $schema=../lab.schema.json
id: ${slug}
revision: 1
title: ${inWords(slug)}
summary: Add up the numbers that the event brings.
minutes: 5
runtime: ${sample.runtime}
handler: ${sample.handler}
memorySize: 128
timeout: 3
goals:
  - Read a list out of the event
`,
  'brief.mdx': `1. **Add up.** Run it with the event \`two-numbers\`: the sum is 0 whatever arrives. Answer with the sum of \`numbers\`.
2. **Expect nothing.** Run it with the event \`empty\`. Without numbers, the sum is 0.
`,
  [`starter/${sample.file}`]: sample.answering('0'),
  ...Object.fromEntries(
    Object.entries(sample.besides ?? {}).map(([path, text]) => [`starter/${path}`, text]),
  ),
  [`solution/${sample.file}`]: sample.answering(sample.sum),
  [`mistakes/expects-numbers/${sample.file}`]: sample.answering(sample.hastySum),
  'mistakes/expects-numbers/mistake.yaml': `fails: [adds-up-nothing]
hint: >-
  The event may come without numbers. Run it with the event “empty” and read which line throws.
`,
  'events/empty.json': '{}\n',
  'events/two-numbers.json': '{\n  "numbers": [19, 23]\n}\n',
  'checks.ts': `import type { Check, ClientCheckContext } from '../../src/lab/check.ts';

async function sumIs(expected: number, event: unknown, { invoke }: ClientCheckContext) {
  const { payload, failure } = await invoke(event);
  if (failure) return { kind: 'error' as const, failure };
  const wanted = JSON.stringify({ sum: expected });
  const actual = JSON.stringify(payload) ?? 'nothing';
  return actual === wanted ? { kind: 'pass' as const } : { kind: 'fail' as const, expected: wanted, actual };
}

export const checks: Check[] = [
  {
    reads: 'client',
    id: 'adds-up',
    step: 1,
    title: 'Adds up numbers it has not seen before',
    hints: [${sample.hints[0]}],
    run: (context) => {
      const numbers = [1, 2, 3].map(() => Math.floor(Math.random() * 1_000));
      const sum = numbers.reduce((total, number) => total + number, 0);
      return sumIs(sum, { numbers }, context);
    },
  },
  {
    reads: 'client',
    id: 'adds-up-nothing',
    step: 2,
    title: 'Answers 0 when the event brings no numbers',
    hints: [${sample.hints[1]}],
    run: (context) => sumIs(0, {}, context),
  },
];
`,
});
