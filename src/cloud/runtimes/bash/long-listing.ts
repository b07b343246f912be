import type { IFileSystem } from 'just-bash/browser';
import type { InterpreterClass } from './interpreter.ts';

interface Entry {
  isDirectory: boolean;
  /** Permission bits. */
  mode: number;
}

const LINE = /^[-d][rwx-]{9}( 1 user user +\S+ \S{3} .{8}) (.+)$/;

/** `drwxr-xr-x` */
function permissions({ isDirectory, mode }: Entry): string {
  const bits = [...'rwxrwxrwx'].map((letter, at) => (mode & (0o400 >> at) ? letter : '-'));
  return `${isDirectory ? 'd' : '-'}${bits.join('')}`;
}

/**
 * What `ls -l` prints, with the permissions that each file has: just-bash gives all of them the same.
 * @param args those of `ls` @param look at a path as it was typed; undefined when nothing is there
 */
async function withPermissions(
  listing: string,
  args: readonly string[],
  look: (path: string) => Promise<Entry | undefined>,
): Promise<string> {
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const [only = '.'] = operands;
  let folder = operands.length < 2 && (await look(only))?.isDirectory ? only : undefined;
  const lines = listing.split('\n').map(async (line) => {
    if (line.endsWith(':') && !LINE.test(line)) folder = line.slice(0, -1);
    const [, between, name = ''] = LINE.exec(line) ?? [];
    if (between === undefined) return line;
    const shown = name.replace(/[/@*]$/, '');
    const entry = await look(folder === undefined ? shown : `${folder}/${shown}`);
    return entry ? `${permissions(entry)}${between} ${name}` : line;
  });
  return (await Promise.all(lines)).join('\n');
}

/** Makes `ls -l` of the interpreter say the permissions. */
export function withLongListings({ prototype }: InterpreterClass, files: IFileSystem) {
  const { runCommand } = prototype;
  prototype.runCommand = async function (name, args, ...rest) {
    const result = await runCommand.call(this, name, args, ...rest);
    if (name !== 'ls') return result;
    const { cwd } = this.ctx.state;
    const look = async (path: string) => {
      const place = files.resolvePath(cwd, path);
      return (await files.exists(place)) ? files.stat(place) : undefined;
    };
    return { ...result, stdout: await withPermissions(result.stdout, args, look) };
  };
}
