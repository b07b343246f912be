import type { TerminalFiles } from './files.ts';

interface Surroundings {
  cwd: string;
  fs: TerminalFiles;
  commands: readonly string[];
  completeAws?: ((words: readonly string[]) => Promise<readonly string[]>) | undefined;
}

/** Words of the command that the caret is in, the last one as far as it is typed. */
const wordsOf = (typed: string) => (typed.split(/[|;&(]/).at(-1) ?? '').trimStart().split(/\s+/);

async function paths(word: string, { cwd, fs }: Surroundings): Promise<string[]> {
  const scheme = /^fileb?:\/\//.exec(word)?.[0] ?? '';
  const path = word.slice(scheme.length);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const base = path.slice(folder.length);
  const place = fs.resolvePath(cwd, folder === '' ? '.' : folder.replace(/^~(?=\/)/, '/home/user'));
  if (!(await fs.exists(place))) return [];
  const entries = await fs.readdirWithFileTypes(place);
  return entries
    .filter(({ name }) => name.startsWith(base) && (base !== '' || !name.startsWith('.')))
    .map(({ name, isDirectory }) => `${scheme}${folder}${name}${isDirectory ? '/' : ''}`);
}

/** What the last word of `typed` can become: commands first, then what `aws` knows, and files everywhere else. */
export async function completeLine(typed: string, surroundings: Surroundings) {
  const words = wordsOf(typed);
  const word = words.at(-1) ?? '';
  const from = typed.length - word.length;
  const sorted = (candidates: readonly string[]) => ({ from, candidates: [...new Set(candidates)].sort() });
  if (words.length === 1 && !word.includes('/'))
    return sorted(surroundings.commands.filter((command) => command.startsWith(word)));
  const known = words[0] === 'aws' ? ((await surroundings.completeAws?.(words.slice(1))) ?? []) : [];
  return sorted(known.length > 0 ? known : await paths(word, surroundings));
}
