import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BOOTSTRAP, handlerFile } from './handler-file.ts';
import { type Lab, type LabSettings, labSettingsSchema, type SourceFile } from './lab.ts';
import { languageOfRuntime } from './language.ts';
import { readEvents } from './read-events.ts';
import { Refused } from './refused.ts';
import { solutionPolicy } from './solution-policy.ts';
import { overlay, readSources } from './sources.ts';
import { lineOfKey, readYaml } from './yaml.ts';

/** Where the labs are, from the folder that the site is built in. */
export const LABS = 'labs';

/** The slugs of all labs, in the order of their names. */
export function labSlugs(root = LABS): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads what a page needs of the lab in `<root>/<slug>`.
 * @throws Refused with the file, the line in it, and the remedy
 */
export function readLab(slug: string, root = LABS): Lab {
  const folder = join(root, slug);
  if (!existsSync(folder))
    throw new Refused([
      {
        file: folder,
        message: `there is no lab "${slug}". Use one of: ${labSlugs(root).join(', ')}; or make it: npm run lab -- new ${slug}`,
      },
    ]);
  const settings = readYaml(join(folder, 'lab.yaml'), labSettingsSchema);
  const starter = readStarter(join(folder, 'starter'));
  requireHandlerFile(settings, starter, folder);
  return { ...settings, slug, starter, events: readEvents(join(folder, 'events')), solution: solutionPolicy };
}

/** All files of the solution: the starter with `solution/` laid over it. */
export const readSolution = ({ slug, starter }: Lab, root = LABS): SourceFile[] =>
  overlay(starter, readSources(join(root, slug, 'solution')));

function readStarter(folder: string): SourceFile[] {
  const starter = readSources(folder);
  if (starter.length > 0) return starter;
  throw new Refused([{ file: folder, message: 'has no file. Put the files there that the learner opens.' }]);
}

function requireHandlerFile(lab: LabSettings, starter: SourceFile[], folder: string) {
  const { handler, runtime } = lab;
  const paths = starter.map(({ path }) => path);
  const language = languageOfRuntime(runtime);
  if (handlerFile(lab, paths)) return;
  if (language === 'bash' && paths.some((path) => /^layers\/[^/]+\/bootstrap$/.test(path))) return;
  const file = join(folder, 'lab.yaml');
  if (language === 'bash')
    throw new Refused([
      {
        file,
        line: lineOfKey(file, 'runtime'),
        message: `runtime: ${runtime} starts a program called ${BOOTSTRAP}, which is not in ${folder}/starter. Add that file, there or in a layer: layers/<name>/${BOOTSTRAP}.`,
      },
    ]);
  const name = `${handler.slice(0, handler.lastIndexOf('.'))}.${language === 'python' ? 'py' : 'mjs'}`;
  throw new Refused([
    {
      file,
      line: lineOfKey(file, 'handler'),
      message: `handler: "${handler}" looks for ${name}, which is not in ${folder}/starter. Add that file, or name another handler.`,
    },
  ]);
}
