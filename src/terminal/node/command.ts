import type { Command, IFileSystem } from 'just-bash/browser';
import type { HomeEntry } from './home.ts';
import { runScript, type ScriptHost } from './run.ts';

const ROOT = '/home';
const MAX_OUTPUT_CHARACTERS = 1_000_000;

async function readHome(fs: IFileSystem): Promise<HomeEntry[]> {
  const entries: HomeEntry[] = [];
  for (const path of fs.getAllPaths().filter((path) => path.startsWith(`${ROOT}/`))) {
    const { isFile, isDirectory, mode } = await fs.lstat(path);
    if (isFile) entries.push({ path, mode, bytes: await fs.readFileBuffer(path) });
    else if (isDirectory) entries.push({ path, mode });
  }
  return entries;
}

const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** Carries over what the script made, changed and deleted. */
async function writeHome(fs: IFileSystem, before: readonly HomeEntry[], after: readonly HomeEntry[]) {
  const [old, left] = [before, after].map((entries) => new Map(entries.map((entry) => [entry.path, entry])));
  for (const { path } of before) if (!left?.has(path)) await fs.rm(path, { recursive: true, force: true });
  for (const { path, mode, bytes } of after) {
    const known = old?.get(path);
    if (!bytes) await fs.mkdir(path, { recursive: true });
    else if (!known?.bytes || known.mode !== mode || !isSame(known.bytes, bytes)) {
      await fs.writeFile(path, bytes);
      await fs.chmod(path, mode);
    }
  }
}

const failed = (stderr: string, exitCode: number) => ({ stdout: '', stderr: `${stderr}\n`, exitCode });

/** `node <script> [argument …]`, and `node -e <code>`. */
export const nodeCommand =
  (host: ScriptHost): Command['execute'] =>
  async ([first, ...args], { fs, cwd, exportedEnv, signal }) => {
    const evaluates = first === '-e' || first === '--eval';
    const script = evaluates ? '[eval].js' : first;
    if (script === undefined || (script.startsWith('-') && !evaluates))
      return failed('node: this terminal runs scripts: node <script.mjs> [argument …], or node -e <code>', 9);
    const path = fs.resolvePath(cwd, script);
    if (!evaluates && !(await fs.exists(path))) return failed(`Error: Cannot find module '${path}'`, 1);
    if (!path.startsWith(`${ROOT}/`)) return failed(`node: ${path} is not below ${ROOT}`, 1);
    const printed = { stdout: '', stderr: '' };
    const flood = new AbortController();
    const before = await readHome(fs);
    const code = { path, mode: 0o644, bytes: new TextEncoder().encode(args[0] ?? '') };
    const { exitCode, home } = await runScript(host, {
      path,
      argv: evaluates ? args.slice(1) : [path, ...args],
      cwd,
      variables: exportedEnv ?? {},
      home: evaluates ? [...before, code] : before,
      signal: AbortSignal.any([flood.signal, ...(signal ? [signal] : [])]),
      write(stream, text) {
        if (printed.stdout.length + printed.stderr.length > MAX_OUTPUT_CHARACTERS) flood.abort();
        else printed[stream] += text;
      },
    });
    await writeHome(fs, before, evaluates ? home.filter((entry) => entry.path !== path) : home);
    return { ...printed, exitCode };
  };
