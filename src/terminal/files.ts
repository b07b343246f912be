import { type FileContent, type FsStat, InMemoryFs } from 'just-bash/browser';
import type { ShellFile } from './shell.ts';

export type OutputStream = 'stdout' | 'stderr';

export const HOME = '/home/user';

/** Each line's output goes here first, so that it is seen command by command and not at the end of the line. */
const TERMINALS: Readonly<Record<string, OutputStream>> = {
  '/dev/tty': 'stdout',
  '/dev/tty-stderr': 'stderr',
};

const MAX_TOTAL_BYTES = 300 * 1024 * 1024;
const BREATH_MS = 20;

const toText = (content: FileContent, options: unknown, decoder: TextDecoder) => {
  if (typeof content !== 'string') return decoder.decode(content, { stream: true });
  if (options !== 'binary' && options !== 'latin1') return content;
  return decoder.decode(
    Uint8Array.from(content, (character) => character.charCodeAt(0)),
    { stream: true },
  );
};

/** As a deployment package has it: what begins with `#!` is executable. */
const isProgram = ([first, second]: Uint8Array) => first === 0x23 && second === 0x21;

const PIECE_BYTES = 8192;
type ByteString = Awaited<ReturnType<InMemoryFs['readFileBytes']>>;

/** The files of a terminal, in memory; what is written to one of `TERMINALS` is put out. */
export class TerminalFiles extends InMemoryFs {
  output: (stream: OutputStream, text: string) => void = () => {};
  #breathed = performance.now();
  #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };

  constructor() {
    super({}, { maxTotalBytes: MAX_TOTAL_BYTES });
  }

  /** The interpreter only ever awaits what is there already: without a pause no signal to stop would arrive. */
  async #breathe() {
    if (performance.now() - this.#breathed < BREATH_MS) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    this.#breathed = performance.now();
  }

  async #put(path: string, content: FileContent, options: unknown) {
    const stream = TERMINALS[path];
    if (stream) this.output(stream, toText(content, options, this.#decoders[stream]));
    await this.#breathe();
    return stream !== undefined || path === '/dev/null';
  }

  /** A file that is written over would get the permissions of a new one. */
  async #keepingMode(path: string, write: () => Promise<void>) {
    const mode = (await super.exists(path)) ? (await super.stat(path)).mode : undefined;
    await write();
    if (mode !== undefined) await super.chmod(path, mode);
  }

  override async writeFile(...[path, content, options]: Parameters<InMemoryFs['writeFile']>) {
    if (await this.#put(path, content, options)) return;
    await this.#keepingMode(path, () => super.writeFile(path, content, options));
  }

  override async appendFile(...[path, content, options]: Parameters<InMemoryFs['appendFile']>) {
    if (await this.#put(path, content, options)) return;
    await this.#keepingMode(path, () => super.appendFile(path, content, options));
  }

  /** The interpreter would spread 64 kB over the arguments of one call, which is too much for the stack of a worker. */
  override async readFileBytes(path: string): Promise<ByteString> {
    const bytes = await super.readFileBuffer(path);
    let text = '';
    for (let at = 0; at < bytes.length; at += PIECE_BYTES)
      text += String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES));
    return text as unknown as ByteString;
  }

  override async readFile(...[path, options]: Parameters<InMemoryFs['readFile']>): Promise<string> {
    const encoding = typeof options === 'string' ? options : options?.encoding;
    const oneCharacterAByte = encoding === 'binary' || encoding === 'latin1';
    return oneCharacterAByte ? String(await this.readFileBytes(path)) : super.readFile(path, options);
  }

  override async exists(path: string): Promise<boolean> {
    await this.#breathe();
    return super.exists(path);
  }

  override async stat(path: string): Promise<FsStat> {
    await this.#breathe();
    return super.stat(path);
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
