import { deployedFiles, isBeside } from './deployment-package.ts';
import type { Lab, LabEvent, SourceFile } from './lab.ts';
import { languageOfRuntime, type RuntimeLanguage } from './language.ts';
import { logicalId, samTemplate } from './sam-template.ts';

/**
 * A project that the AWS SAM CLI deploys: the code in `src/`, as Lambda runs it.
 * @throws PackagingError with the place, when a TypeScript file cannot be read
 */
export function samProject(
  lab: Lab,
  files: readonly SourceFile[],
  events: readonly LabEvent[],
): SourceFile[] {
  const eventFiles = named(events);
  return [
    { path: 'README.md', text: readme(lab, eventFiles[0]?.path) },
    { path: 'template.yaml', text: samTemplate(lab.slug, lab.title, lab) },
    ...deployedFiles(files).map(({ path, text }) => ({ path: `src/${path}`, text })),
    ...files.filter(isBeside),
    ...eventFiles,
  ];
}

/** One file an event, under a name that every file system takes. */
function named(events: readonly LabEvent[]): SourceFile[] {
  const taken = new Set<string>();
  return events.map(({ name, text }) => {
    const plain = name.replace(/[^a-z0-9._-]+/gi, '-').replace(/^[-.]+|[-.]+$/g, '') || 'event';
    let free = plain;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${plain}-${number}`;
    taken.add(free.toLowerCase());
    return { path: `events/${free}.json`, text };
  });
}

/** What becomes of the code on its way, and what has to come along. */
const NOTES: Readonly<Record<RuntimeLanguage, { code: string; packages: string }>> = {
  nodejs: {
    code: ' TypeScript has become JavaScript.',
    packages: ` If \`src/package.json\` names
packages that Lambda does not bring, run \`npm install --omit=dev\` in \`src/\` first.`,
  },
  python: {
    code: '',
    packages: ` If the code imports
packages that Lambda does not bring, name them in \`src/requirements.txt\` and run \`sam build\` first.`,
  },
  bash: {
    code: ' `bootstrap` has to stay executable: `chmod +x src/bootstrap` where that got lost.',
    packages: '',
  },
};

const notesOn = ({ runtime }: Lab) => NOTES[languageOfRuntime(runtime)];

const readme = (lab: Lab, event: string | undefined) => `# ${lab.title}

A Lambda function (${lab.runtime}, handler \`${lab.handler}\`) as a project for the AWS SAM CLI. The code is in \`src/\`: what lies
there is what Lambda finds in \`/var/task\`.${notesOn(lab).code}

You need the [AWS SAM CLI](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html);
to run it on your own machine also Docker; to deploy it, credentials of an AWS account.

## Run it on your own machine

\`\`\`sh
sam local invoke ${logicalId(lab.slug)}${event ? ` --event ${event}` : ''}
\`\`\`

## Deploy it

\`\`\`sh
sam deploy --guided
\`\`\`

Answer \`y\` where it asks whether it may create a role: the function needs one to write its log.${notesOn(lab).packages}

## Take it down

\`\`\`sh
sam delete
\`\`\`
`;
