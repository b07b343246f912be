import type { FileContent, InMemoryFs } from 'just-bash/browser';
import { bytesOf, charactersOf } from '../cloud/runtimes/bash/bytes.ts';
import { FileError } from '../cloud/runtimes/bash/files.ts';
import type { BashModule } from '../cloud/runtimes/bash/interpreter.ts';
import type { ShellFile } from './shell.ts';

export const HOME = '/home/user';

const MAX_TOTAL_BYTES = 300 * 1024 * 1024;

/** As a deployment package has it: what begins with `#!` is executable. */
const isProgram = ([first, second]: Uint8Array) => first === 0x23 && second === 0x21;

type Read = Parameters<InMemoryFs['readFile']>;
type Write = Parameters<InMemoryFs['writeFile']>;
type ByteString = Awaited<ReturnType<InMemoryFs['readFileBytes']>>;

const encodingOf = (options: Read[1] | Write[2]) =>
  typeof options === 'string' ? options : options?.encoding;

/** The files of a terminal, in memory; what is written to `/dev/tty` is handed to `print`. */
export function createFiles({ InMemoryFs }: Pick<BashModule, 'InMemoryFs'>, print: (text: string) => void) {
  class TerminalFiles extends InMemoryFs {
    /** Whether `path` is a device, which takes the content. */
    #isDevice(path: string, content: FileContent, options: Write[2]) {
      if (path === '/dev/tty') print(new TextDecoder().decode(bytesOf(content, encodingOf(options))));
      return path === '/dev/tty' || path === '/dev/null';
    }

    /** Why nothing can be put at `path`: the folder would be made. */
    async #refusal(path: string): Promise<FileError | undefined> {
      const folder = path.slice(0, path.lastIndexOf('/')) || '/';
      if (!(await super.exists(folder))) return new FileError('ENOENT', path);
      return (await super.stat(folder)).isDirectory ? undefined : new FileError('ENOTDIR', path);
    }

    /** A file that is written over would get the permissions of a new one. */
    async #keepingMode(path: string, write: () => Promise<void>) {
      const refusal = await this.#refusal(path);
      if (refusal) throw refusal;
      const mode = (await super.exists(path)) ? (await super.stat(path)).mode : undefined;
      await write();
      if (mode !== undefined) await super.chmod(path, mode);
    }

    override async writeFile(...[path, content, options]: Write) {
      if (this.#isDevice(path, content, options)) return;
      await this.#keepingMode(path, () => super.writeFile(path, content, options));
    }

    override async appendFile(...[path, content, options]: Write) {
      if (this.#isDevice(path, content, options)) return;
      await this.#keepingMode(path, () => super.appendFile(path, content, options));
    }

    override async cp(...[from, to, options]: Parameters<InMemoryFs['cp']>) {
      const refusal = await this.#refusal(to);
      // In other words `cp` would look for the cause in `from`.
      if (refusal) throw new Error(refusal.words);
      await super.cp(from, to, options);
    }

    override async mv(from: string, to: string) {
      const refusal = await this.#refusal(to);
      if (refusal) throw new Error(refusal.words);
      await super.mv(from, to);
    }

    /** The interpreter would spread 64 kB over the arguments of one call, which is too much for the stack of a worker. */
    override async readFileBytes(path: string): Promise<ByteString> {
      return charactersOf(await super.readFileBuffer(path)) as unknown as ByteString;
    }

    override async readFile(...[path, options]: Read): Promise<string> {
      const encoding = encodingOf(options);
      const oneCharacterAByte = encoding === 'binary' || encoding === 'latin1';
      return oneCharacterAByte ? String(await this.readFileBytes(path)) : super.readFile(path, options);
    }

    putFiles(files: readonly ShellFile[]) {
      for (const { path, bytes } of files)
        this.writeFileSync(this.resolvePath(HOME, path), bytes, undefined, {
          mode: isProgram(bytes) ? 0o755 : 0o644,
        });
    }

    async home(): Promise<ShellFile[]> {
      const files: ShellFile[] = [];
      for (const path of this.getAllPaths()
        .filter((path) => path.startsWith(`${HOME}/`))
        .sort())
        if ((await super.lstat(path)).isFile)
          files.push({ path: path.slice(HOME.length + 1), bytes: await super.readFileBuffer(path) });
      return files;
    }
  }
  return new TerminalFiles({}, { maxTotalBytes: MAX_TOTAL_BYTES });
}

export type TerminalFiles = ReturnType<typeof createFiles>;
