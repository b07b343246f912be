import { handlerFile } from '../../lab/handler-file.ts';
import type { LabSettings, SourceFile } from '../../lab/lab.ts';
import { unzip } from '../../lab/unzip.ts';

const MOST_ZIPPED_BYTES = 5_000_000;

/** A function's code out of a zip. `skipped` are files that are not text; `notes` say what was made of the zip. */
export interface Found {
  kind: 'found';
  files: SourceFile[];
  skipped: string[];
  notes: string[];
}

export type ZipOutcome = Found | { kind: 'refused'; why: string };

/** Reads a deployment package or a SAM project; never throws for what is in it. */
export async function readZip(zip: Blob, lab: Pick<LabSettings, 'runtime' | 'handler'>): Promise<ZipOutcome> {
  if (zip.size > MOST_ZIPPED_BYTES)
    return refused('It is larger than 5 MB. Leave out what is not your source code, such as node_modules.');
  const unzipped = await unzip(new Uint8Array(await zip.arrayBuffer()));
  if (unzipped.kind === 'refused') return unzipped;
  const skipped: string[] = [];
  const files: SourceFile[] = [];
  for (const { path, bytes } of unzipped.entries) {
    const text = textOf(bytes);
    if (text === undefined) skipped.push(path);
    else files.push({ path, text });
  }
  if (files.length === 0)
    return refused(
      skipped.length > 0
        ? 'None of its files is text in UTF-8: a lab takes source code only. Choose a zip with your .mjs, .js, .ts or .py files.'
        : 'It holds no files. Choose a zip with your .mjs, .js, .ts or .py files.',
    );
  return { kind: 'found', skipped, ...(await codeOf(files, lab)) };
}

const refused = (why: string): ZipOutcome => ({ kind: 'refused', why });

/** The files as they would lie in `/var/task`. */
async function codeOf(
  all: SourceFile[],
  lab: Pick<LabSettings, 'runtime' | 'handler'>,
): Promise<Pick<Found, 'files' | 'notes'>> {
  const paths = (files: SourceFile[]) => files.map(({ path }) => path);
  if (handlerFile(lab, paths(all))) return { files: all, notes: [] };
  const root = /^[^/]+\//.exec(all[0]?.path ?? '')?.[0];
  const nested = root !== undefined && all.every(({ path }) => path.startsWith(root));
  const files = nested ? below(root, all) : all;
  const template = files.find(({ path }) => /^template\.ya?ml$/.test(path));
  if (template) {
    const { codeUri } = await import('./code-uri.ts');
    const folder = codeUri(template.text);
    const code = folder ? below(`${folder}/`, files) : [];
    if (code.length > 0)
      return {
        files: code,
        notes: [`A SAM project: the code of ${template.path}, in ${folder}/, is taken.`],
      };
  }
  if (!nested) return { files, notes: [] };
  return {
    files,
    notes: [
      `All lies in the folder ${root} and is taken from there. Lambda would look beside that folder: zip its content, not the folder.`,
    ],
  };
}

const below = (folder: string, files: SourceFile[]) =>
  files
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, text }) => ({ path: path.slice(folder.length), text }));

function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
