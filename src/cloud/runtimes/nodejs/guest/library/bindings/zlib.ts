import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';

/** As zlib numbers what a stream does. */
const METHODS = ['', 'deflate', 'inflate', 'gzip', 'gunzip', 'deflateRaw', 'inflateRaw', 'unzip'];
const Z_FINISH = 4;

/** What zlib says of an error, by its name. */
const ERRORS: Record<string, number> = { Z_DATA_ERROR: -3, Z_BUF_ERROR: -5, Z_MEM_ERROR: -4 };

interface Failure {
  message: string;
  code: string;
}

/**
 * zlib as streams use it. The host does a whole stream at once, so what goes in waits for its end; what comes out is handed
 * over in the pieces that are asked for.
 */
export function zlibBinding({ door }: Context): Binding {
  class Zlib {
    #method: string;
    #level = 6;
    #state: Uint32Array = new Uint32Array(2);
    #done: () => void = () => {};
    #input: Uint8Array[] = [];
    #output: Uint8Array | undefined;
    #given = 0;
    declare onerror: (message: string, errno: number, code: string) => void;
    constructor(mode: number) {
      this.#method = METHODS[mode] ?? '';
    }
    init(
      _windowBits: number,
      level: number,
      _memory: number,
      _strategy: number,
      state: Uint32Array,
      done: () => void,
    ) {
      this.#level = level;
      this.#state = state;
      this.#done = done;
    }
    params(level: number) {
      this.#level = level;
    }
    reset() {
      this.#input = [];
      this.#output = undefined;
      this.#given = 0;
    }
    close() {
      this.reset();
    }
    getAsyncId() {
      return 0;
    }
    _setAsyncBuffer() {}
    /** False after an error. */
    writeSync(
      flush: number,
      input: Uint8Array | null,
      at: number,
      length: number,
      output: Uint8Array,
      offset: number,
      room: number,
    ): boolean {
      if (input && length > 0 && !this.#output)
        this.#input.push(new Uint8Array(input.buffer as ArrayBuffer, input.byteOffset + at, length).slice());
      if (flush === Z_FINISH && !this.#output && !this.#run()) return false;
      const rest = this.#output?.subarray(this.#given, this.#given + room) ?? new Uint8Array();
      output.set(rest, offset);
      this.#given += rest.length;
      this.#state[0] = room - rest.length;
      this.#state[1] = 0;
      return true;
    }
    write(...args: Parameters<Zlib['writeSync']>) {
      door.startTimer(0, () => {
        if (this.writeSync(...args)) this.#done.call(this);
      });
    }
    #run(): boolean {
      const bytes = new Uint8Array(this.#input.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const part of this.#input) {
        bytes.set(part, at);
        at += part.length;
      }
      this.#input = [];
      const result = door.zip(this.#method, bytes, this.#level);
      if (typeof result !== 'string') {
        this.#output = result;
        return true;
      }
      const { message, code } = JSON.parse(result) as Failure;
      this.onerror(message, ERRORS[code] ?? -3, code);
      return false;
    }
  }

  const crc32 = (data: string | ArrayBufferView, start = 0): number =>
    door.crc32(
      typeof data === 'string'
        ? door.utf8Encode(data)
        : new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      start,
    );
  return { Zlib, crc32 };
}
