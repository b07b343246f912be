import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Lab, type LabEvent, type LabSettings, labSettingsSchema, type SourceFile } from './lab.ts';

/** Where the labs are, from the folder that the site is built in. */
const LABS = 'labs';

/** The slugs of all labs, in the order of their names. */
export function labSlugs(root = LABS): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Reads the lab in `<root>/<slug>`. Throws an error that names the file, the place in it, and the remedy. */
export function readLab(slug: string, root = LABS): Lab {
  const folder = join(root, slug);
  if (!existsSync(folder)) {
    throw new Error(
      `There is no lab "${slug}". Use one of: ${labSlugs(root).join(', ')}; or create ${folder}/lab.yaml.`,
    );
  }
  const settings = readSettings(join(folder, 'lab.yaml'));
  const starter = readSources(join(folder, 'starter'));
  requireHandlerFile(settings, starter, folder);
  return { ...settings, slug, starter, events: readEvents(join(folder, 'events')) };
}

function readSettings(file: string): LabSettings {
  const parsed = labSettingsSchema.safeParse(
    parseFile(file, readText(file, 'Every lab needs its settings there.'), parse),
  );
  if (parsed.success) return parsed.data;
  throw new Error([`${file} needs a change:`, ...parsed.error.issues.map(remedy)].join('\n'));
}

function remedy(issue: z.core.$ZodIssue): string {
  const [field] = issue.path;
  const known = labSettingsSchema.shape as Record<string, z.ZodType>;
  if (issue.code === 'unrecognized_keys') {
    const allowed = Object.keys(known).join(', ');
    return `  - ${issue.keys.join(', ')}: not a setting of a lab. Remove it, or use one of: ${allowed}.`;
  }
  const about = typeof field === 'string' ? known[field]?.description : undefined;
  return `  - ${issue.path.join('.') || 'the whole file'}: ${issue.message}.${about ? ` ${about}` : ''}`;
}

function readSources(folder: string): SourceFile[] {
  if (!existsSync(folder))
    throw new Error(`${folder} is missing. Put the files there that the learner opens.`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: relative(folder, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }));
}

function requireHandlerFile({ handler }: LabSettings, starter: SourceFile[], folder: string) {
  const module = handler.slice(0, handler.lastIndexOf('.'));
  const names = ['mjs', 'js', 'cjs', 'ts', 'mts'].map((extension) => `${module}.${extension}`);
  if (starter.some(({ path }) => names.includes(path))) return;
  throw new Error(
    `${folder}/lab.yaml: handler: "${handler}" looks for ${names[0]}, which is not in ${folder}/starter. Add that file, or name another handler.`,
  );
}

function readEvents(folder: string): LabEvent[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (files.length === 0)
    throw new Error(`${folder} has no event. Add at least one, such as ${folder}/first.json.`);
  return files.sort().map((name) => {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8').trim();
    parseFile(file, text, JSON.parse);
    return { name: name.replace(/\.json$/, ''), text };
  });
}

function readText(file: string, why: string): string {
  if (!existsSync(file)) throw new Error(`${file} is missing. ${why}`);
  return readFileSync(file, 'utf8');
}

function parseFile(file: string, text: string, parser: (text: string) => unknown): unknown {
  try {
    return parser(text);
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
