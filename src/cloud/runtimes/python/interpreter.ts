import type { PythonEngine } from '../../engines.ts';
import type { PythonModule } from './emscripten.ts';
import { closeImports, type Door } from './imports.ts';
import { HOME, RUNTIME, ZIP } from './places.ts';

/** The device through which the runtime in Python asks the host; the only way out of the interpreter. */
const DOOR = '/dev/lambda';
/** Emscripten numbers its own devices from 64 on. */
const DOOR_MAJOR = 200;

/** Question and answer are a line of JSON; what comes after it are bytes. */
const LINE_END = 10;
const NOTHING = new Uint8Array();

/** So that the order of a set is the same in every run. */
const HASH_SEED = '314';

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/**
 * A CPython without Pyodide's bridge to JavaScript: the interpreter starts as Emscripten starts it, and none of
 * Pyodide's Python packages is ever imported, so nothing in it stands for an object of the page.
 */
export async function startInterpreter(
  engine: PythonEngine,
  door: Door,
  memoryBytes?: number,
): Promise<PythonModule> {
  let module: PythonModule | undefined;
  return engine.createModule({
    noImageDecoding: true,
    noAudioDecoding: true,
    arguments: [],
    thisProgram: `${HOME}/bin/python3.14`,
    stdin: () => null,
    stdout: (byte: number | null) => byte !== null && door.output(byte),
    stderr: (byte: number | null) => byte !== null && door.output(byte),
    print: () => undefined,
    printErr: () => undefined,
    API: {
      config: { jsglobals: {}, env: {} },
      runtimeEnv: {},
      // The list of Pyodide's packages, for which the engine need not wait: there are none here.
      lockFilePromise: new Promise(() => {}),
    },
    ...(memoryBytes && { noInitialRun: true, INITIAL_MEMORY: memoryBytes }),
    preRun: [
      (made: PythonModule) => {
        module = made;
        prepare(made, engine, door);
      },
    ],
    instantiateWasm(given: WebAssembly.Imports, receive: Receive) {
      closeImports(given.env as Record<string, unknown>, door, () => module);
      WebAssembly.instantiate(engine.wasm, given).then((instance) => receive(instance, engine.wasm));
      return {};
    },
  });
}

function prepare(module: PythonModule, engine: PythonEngine, door: Door) {
  const { FS, ENV } = module;
  Object.assign(ENV, {
    HOME: '/tmp',
    PYTHONHOME: HOME,
    PYTHONPATH: ZIP,
    PYTHONHASHSEED: HASH_SEED,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONINSPECT: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONUTF8: '1',
  });
  FS.mkdirTree(`${HOME}/lib/python3.14/lib-dynload`);
  // All interpreters share the bytes, which none can change.
  FS.writeFile(ZIP, engine.stdlib, { canOwn: true });
  for (const [name, source] of Object.entries<string>(JSON.parse(engine.runtime))) {
    const path = `${RUNTIME}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    FS.writeFile(path, source);
  }
  let answer = new Uint8Array();
  const device = FS.makedev(DOOR_MAJOR, 0);
  FS.registerDevice(device, {
    open: () => undefined,
    llseek: () => 0,
    write(_stream: unknown, buffer: Uint8Array, offset: number, length: number) {
      const written = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length).slice();
      const end = written.indexOf(LINE_END);
      const [line, body] =
        end < 0 ? [written, NOTHING] : [written.subarray(0, end), written.subarray(end + 1)];
      const { json, body: bytes = NOTHING } = door.ask(new TextDecoder().decode(line), body);
      const head = new TextEncoder().encode(`${JSON.stringify(json ?? null)}\n`);
      answer = new Uint8Array(head.length + bytes.length);
      answer.set(head);
      answer.set(bytes, head.length);
      return length;
    },
    read(_stream: unknown, buffer: Uint8Array, offset: number, length: number) {
      const part = answer.subarray(0, length);
      buffer.set(part, offset);
      answer = answer.subarray(part.length);
      return part.length;
    },
  });
  FS.mkdev(DOOR, 0o666, device);
  for (const name of ['tty', 'tty1']) FS.unlink(`/dev/${name}`);
  for (const name of ['random', 'urandom']) {
    FS.unlink(`/dev/${name}`);
    FS.createDevice('/dev', name, () => Math.floor(door.random() * 256));
  }
}
