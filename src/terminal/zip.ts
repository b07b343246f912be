import { unzipSync, type Zippable, zipSync } from 'fflate';
import type { Command, IFileSystem } from 'just-bash/browser';
import { readDirectory } from './zip-directory.ts';

const SYNOPSIS = 'zip [-r] [-q] [-j] [-1…-9] ARCHIVE FILE… [-x PATTERN…]';
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** A fixed local time, so that the same files give the same bytes and so the same CodeSha256. */
const MODIFIED = () => new Date(1980, 0, 1, 12);
const PERMISSIONS = 0o7777;

interface Entry {
  name: string;
  bytes: Uint8Array;
  mode: number;
}

const failed = (name: string, message: string, exitCode: number) => ({
  stdout: '',
  stderr: `${name} error: ${message}\n`,
  exitCode,
});

/** `*` and `?` of zip's patterns match `/` as well. */
const toPattern = (glob: string) =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  );

function readArguments(args: readonly string[]) {
  const flags = new Set<string>();
  const names: string[] = [];
  const excluded: RegExp[] = [];
  let excluding = false;
  for (const arg of args) {
    if (/^-[a-zA-Z0-9]+$/.test(arg)) {
      excluding = arg === '-x';
      if (!excluding) for (const flag of arg.slice(1)) flags.add(flag);
    } else if (excluding) excluded.push(toPattern(arg));
    else names.push(arg);
  }
  return { flags, names, excluded };
}

/** The files that `path` stands for, folders before what is in them; names as zip stores them. */
async function collect(fs: IFileSystem, cwd: string, path: string, recursive: boolean): Promise<Entry[]> {
  const place = fs.resolvePath(cwd, path);
  const { isDirectory, mode } = await fs.stat(place);
  const name = path
    .replace(/^(\.?\/+)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
  if (!isDirectory) return [{ name, bytes: await fs.readFileBuffer(place), mode }];
  const entries: Entry[] = name === '' ? [] : [{ name: `${name}/`, bytes: new Uint8Array(), mode }];
  if (recursive)
    for (const child of (await fs.readdir(place)).sort())
      entries.push(...(await collect(fs, cwd, name === '' ? child : `${name}/${child}`, true)));
  return entries;
}

/** The entries of an archive, or none where it is not there yet. */
async function existing(fs: IFileSystem, archive: string): Promise<Entry[]> {
  if (!(await fs.exists(archive))) return [];
  return unpack(await fs.readFileBuffer(archive));
}

function unpack(archive: Uint8Array): Entry[] {
  let room = MAX_UNPACKED_BYTES;
  const files = unzipSync(archive, {
    filter({ originalSize }) {
      room -= originalSize;
      if (room < 0) throw new Error(`it unpacks to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MB`);
      return true;
    },
  });
  return readDirectory(archive).map(({ name, mode }) => ({
    name,
    mode,
    bytes: files[name] ?? new Uint8Array(),
  }));
}

function pack(entries: readonly Entry[], level: number): Uint8Array {
  const files: Zippable = {};
  for (const { name, bytes, mode } of entries) {
    const type = name.endsWith('/') ? 0o040000 : 0o100000;
    const attrs = (((type | (mode & PERMISSIONS)) << 16) | (name.endsWith('/') ? 0x10 : 0)) >>> 0;
    const settings = { mtime: MODIFIED(), os: 3, attrs, level: (bytes.length > 0 ? level : 0) as 6 };
    files[name] = [bytes, settings];
  }
  return zipSync(files);
}

const percent = ({ packed, size }: { packed: number; size: number }) =>
  packed < size ? `deflated ${Math.round(100 * (1 - packed / size))}%` : 'stored 0%';

/** Info-ZIP's `zip`, as far as deployment packages and layers need it. Modes are kept. */
export const zip: Command['execute'] = async (args, { fs, cwd }) => {
  const { flags, names, excluded } = readArguments(args);
  const [archiveName, ...paths] = names;
  if (archiveName === undefined || paths.length === 0)
    return failed('zip', `Nothing to do! Usage: ${SYNOPSIS}`, 12);
  const archive = fs.resolvePath(cwd, /\.\w+$/.test(archiveName) ? archiveName : `${archiveName}.zip`);
  const found: Entry[] = [];
  const missing: string[] = [];
  for (const path of paths)
    try {
      found.push(...(await collect(fs, cwd, path, flags.has('r'))));
    } catch {
      missing.push(`\tzip warning: name not matched: ${path}\n`);
    }
  const wanted = found
    .filter(({ name }) => fs.resolvePath(cwd, name) !== archive && !excluded.some((glob) => glob.test(name)))
    .map((entry) => (flags.has('j') ? { ...entry, name: entry.name.split('/').at(-1) ?? '' } : entry))
    .filter(({ name }) => name !== '');
  if (wanted.length === 0)
    return { ...failed('zip', `Nothing to do! (${archiveName})`, 12), stdout: missing.join('') };
  try {
    const before = await existing(fs, archive);
    const merged = new Map([...before, ...wanted].map((entry) => [entry.name, entry]));
    const level = [...flags].find((flag) => /\d/.test(flag));
    const packed = pack([...merged.values()], Number(level ?? 6));
    await fs.writeFile(archive, packed);
    const added = new Set(wanted.map(({ name }) => name));
    const known = new Set(before.map(({ name }) => name));
    const told = readDirectory(packed).filter(({ name }) => added.has(name));
    const lines = told.map(
      (entry) => `${known.has(entry.name) ? 'updating:' : '  adding:'} ${entry.name} (${percent(entry)})\n`,
    );
    return { stdout: flags.has('q') ? '' : missing.join('') + lines.join(''), stderr: '', exitCode: 0 };
  } catch (error) {
    return failed('zip', `${archiveName}: ${error instanceof Error ? error.message : error}`, 3);
  }
};

const isSafe = (name: string) => !name.startsWith('/') && !name.split('/').includes('..');

function unzipArguments(args: readonly string[]) {
  const at = args.indexOf('-d');
  const folder = at < 0 ? '.' : (args[at + 1] ?? '.');
  const others = at < 0 ? args : args.toSpliced(at, 2);
  const flags = new Set(others.filter((arg) => arg.startsWith('-')).flatMap((arg) => [...arg.slice(1)]));
  const [archiveName, ...only] = others.filter((arg) => !arg.startsWith('-'));
  return { flags, folder, archiveName, only: only.map(toPattern) };
}

const listing = (entries: readonly Entry[]) =>
  [
    '  Length      Name',
    '---------  ----',
    ...entries.map(({ name, bytes }) => `${String(bytes.length).padStart(9)}  ${name}`),
    '---------  -------',
    `${String(entries.reduce((sum, { bytes }) => sum + bytes.length, 0)).padStart(9)}  ${entries.length} file${entries.length === 1 ? '' : 's'}`,
    '',
  ].join('\n');

/** Info-ZIP's `unzip`: extracts or lists; entries that lead outside are skipped. */
export const unzip: Command['execute'] = async (args, { fs, cwd }) => {
  const { flags, folder, archiveName, only } = unzipArguments(args);
  if (archiveName === undefined)
    return failed('unzip', 'Usage: unzip [-l] [-o] [-q] ARCHIVE [FILE…] [-d FOLDER]', 10);
  const archive = fs.resolvePath(cwd, archiveName);
  if (!(await fs.exists(archive)))
    return failed('unzip', `cannot find or open ${archiveName}, ${archiveName}.zip`, 9);
  let entries: Entry[];
  try {
    entries = unpack(await fs.readFileBuffer(archive));
  } catch (error) {
    return failed('unzip', `${archiveName}: ${error instanceof Error ? error.message : error}`, 9);
  }
  if (only.length > 0) entries = entries.filter(({ name }) => only.some((glob) => glob.test(name)));
  const lines = [`Archive:  ${archiveName}\n`];
  if (flags.has('l')) return { stdout: lines.join('') + listing(entries), stderr: '', exitCode: 0 };
  let refused = '';
  for (const { name, bytes, mode } of entries) {
    const place = fs.resolvePath(cwd, `${folder}/${name}`);
    if (!isSafe(name)) refused += `unzip warning: skipped ${name}, which leads outside of the folder\n`;
    else if (name.endsWith('/')) {
      await fs.mkdir(place, { recursive: true });
      lines.push(`   creating: ${name}\n`);
    } else if (!flags.has('o') && (await fs.exists(place)))
      refused += `unzip warning: ${name} is there already; -o overwrites it\n`;
    else {
      await fs.mkdir(place.slice(0, place.lastIndexOf('/')) || '/', { recursive: true });
      await fs.writeFile(place, bytes);
      if ((mode & PERMISSIONS) !== 0) await fs.chmod(place, mode & PERMISSIONS);
      lines.push(`  inflating: ${name}\n`);
    }
  }
  return { stdout: flags.has('q') ? '' : lines.join(''), stderr: refused, exitCode: refused === '' ? 0 : 1 };
};
