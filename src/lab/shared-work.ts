import * as z from 'zod/mini';
import { deflate, inflate } from './inflate.ts';
import type { LabEvent, SourceFile } from './lab.ts';
import { pathProblem } from './safe-path.ts';

/** Characters of a whole link. Longer ones are cut by mail programs and chats. */
export const LONGEST_LINK = 8000;
const PREFIX = '#share=';
const VERSION = '1';
const MOST_FILES = 20;
const MOST_BYTES = 200_000;

/** Files and event of a lab, as a link carries them. */
export interface SharedWork {
  files: readonly SourceFile[];
  event: LabEvent;
}

export type SharedFound =
  | { kind: 'shared'; work: SharedWork }
  /** `why` is a sentence for the reader of the link. */
  | { kind: 'refused'; why: string };

const schema = z.strictObject({
  lab: z.string(),
  files: z
    .array(z.strictObject({ path: z.string(), text: z.string() }))
    .check(z.minLength(1), z.maxLength(MOST_FILES)),
  event: z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(100)), text: z.string() }),
});

/** The fragment of a link that carries `work`: never sent to any server. */
export async function shareFragment(labId: string, { files, event }: SharedWork): Promise<string> {
  const packed = {
    lab: labId,
    files: files.map(({ path, text }) => ({ path, text })),
    event: { name: event.name, text: event.text },
  };
  const bytes = await deflate(new TextEncoder().encode(JSON.stringify(packed)));
  return `${PREFIX}${VERSION}.${toBase64Url(bytes)}`;
}

/** Reads a link's fragment, which anyone may have written; never throws. */
export async function readShareFragment(labId: string, fragment: string): Promise<SharedFound> {
  const [, version, data] = /^#share=([^.]*)\.(.*)$/s.exec(fragment) ?? [];
  if (version === undefined || data === undefined) return refused('it is not complete');
  if (version !== VERSION) return refused('it was made by another version of this workbook');
  if (fragment.length > LONGEST_LINK) return refused('it is too long');
  const bytes = fromBase64Url(data);
  if (!bytes) return refused('it is damaged');
  const inflated = await inflate(bytes, MOST_BYTES);
  if (inflated.kind === 'too large') return refused('it unpacks to more than a lab may hold');
  if (inflated.kind === 'broken') return refused('it is damaged');
  const parsed = schema.safeParse(readJson(inflated.bytes));
  if (!parsed.success) return refused('what it carries is not a lab’s work');
  const { lab, files, event } = parsed.data;
  if (lab !== labId) return refused('it belongs to another lab');
  const problem = files.map(({ path }) => pathProblem(path)).find((found) => found !== undefined);
  if (problem) return refused(problem);
  if (new Set(files.map(({ path }) => path.toLowerCase())).size < files.length)
    return refused('two of its files have the same name');
  return { kind: 'shared', work: { files, event } };
}

const refused = (reason: string): SharedFound => ({
  kind: 'refused',
  why: `The shared link cannot be opened: ${reason}. Ask for a new link. Here is the lab as you had it.`,
});

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
