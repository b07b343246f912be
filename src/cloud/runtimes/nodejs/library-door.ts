import { JSValueHandle, type QuickJS } from 'quickjs-wasi';
import { crc32 } from '../../crc32.ts';
import type { NativeWork } from '../../environment/meter.ts';
import type { ProcessHost } from '../../environment/runtime-process.ts';
import { toBytes } from '../../http.ts';
import type { DoorActs } from './door-functions.ts';
import { fileCalls, orCode } from './files.ts';
import type { Library } from './library.ts';
import { createDigests, type Derivation, deriveKey, mixedBytes } from './native-crypto.ts';
import { runZip } from './native-zip.ts';

/** Counts work of native code. Ends the process, by what it throws, when its deadline is reached. */
export type CountNative = (kind: NativeWork, bytes: number) => void;

/** Unpacked bytes that the tab holds beside the machine, at once. */
const MOST_UNZIPPED = 256 * 2 ** 20;

/** The host's side of `guest/library/door.ts`. */
export function libraryDoor(vm: QuickJS, host: ProcessHost, library: Library, count: CountNative) {
  const text = (handle: JSValueHandle | undefined) => (handle?.isString ? handle.toString() : '');
  const number = (handle: JSValueHandle | undefined) => handle?.toNumber() ?? 0;
  const bytes = (handle: JSValueHandle | undefined) => handle!.toUint8Array();
  const json = (value: unknown) => vm.newString(JSON.stringify(value));
  const bytesOrCode = (value: Uint8Array | string) =>
    typeof value === 'string' ? vm.newString(value) : vm.newUint8Array(value);

  const calls = fileCalls(host);
  const { descriptors } = host;
  const position = (handle: JSValueHandle | undefined) => {
    const at = number(handle);
    return at < 0 ? undefined : at;
  };
  const digests = createDigests();
  return {
    libraryModule: (id) => library.module(vm, text(id))?.handle,
    libraryData: () => vm.newString(library.data),
    utf8Encode(value) {
      const encoded = toBytes(text(value));
      count('text', encoded.length);
      return vm.newUint8Array(encoded);
    },
    decode(value, encoding, fatal, ignoreBOM) {
      const encoded = bytes(value);
      count('text', encoded.length);
      try {
        const options = { fatal: fatal!.toBoolean(), ignoreBOM: ignoreBOM!.toBoolean() };
        return vm.newString(new TextDecoder(text(encoding), options).decode(encoded));
      } catch {
        return undefined;
      }
    },
    urlParse(url, base) {
      try {
        return vm.newString(new URL(text(url), base?.isString ? text(base) : undefined).href);
      } catch {
        return vm.newString('');
      }
    },
    urlUpdate(href, property, value) {
      try {
        const url = new URL(text(href));
        const name = text(property) as 'hash';
        if ((name as string) === 'origin') return vm.newString(url.origin);
        url[name] = text(value);
        return vm.newString(url.href);
      } catch {
        return vm.newString('');
      }
    },

    file(call) {
      host.fileCall();
      const [name, ...args] = JSON.parse(text(call)) as [string, ...never[]];
      const act = Object.hasOwn(calls, name) ? calls[name] : undefined;
      const result = orCode(() => ({ found: act?.(...args) }));
      return json(typeof result === 'string' ? { code: result } : result);
    },
    fileRead(fd, length, at) {
      host.fileCall();
      const read = orCode(() => descriptors.read(number(fd), number(length), position(at)));
      count('file', read.length);
      return bytesOrCode(read);
    },
    fileWrite(fd, value, at) {
      host.fileCall();
      const written = bytes(value);
      count('file', written.length);
      const done = orCode(() => descriptors.write(number(fd), written, position(at)));
      return typeof done === 'string' ? vm.newString(done) : vm.newNumber(done);
    },

    randomBytes: (count) =>
      vm.newUint8Array(Uint8Array.from({ length: number(count) }, () => Math.floor(host.random() * 256))),
    hashStart(algorithm, key) {
      const id = digests.start(text(algorithm), key?.isObject ? bytes(key) : undefined);
      return id === undefined ? undefined : vm.newNumber(id);
    },
    hashUpdate(id, value) {
      const data = bytes(value);
      count('hash', data.length);
      digests.update(number(id), data);
      return undefined;
    },
    hashCopy: (id) => vm.newNumber(digests.copy(number(id))),
    hashEnd: (id) => vm.newUint8Array(digests.end(number(id))),
    derive(method, digest, password, salt, options) {
      const derivation = JSON.parse(text(options)) as Derivation;
      count('derive', mixedBytes(derivation));
      return vm.newUint8Array(
        deriveKey(text(method), text(digest), bytes(password), bytes(salt), derivation),
      );
    },
    crc32(value, start) {
      const data = bytes(value);
      count('hash', data.length);
      return vm.newNumber(crc32(data, number(start)));
    },
    zip(method, value, level) {
      const name = text(method);
      const input = bytes(value);
      const packs = name.startsWith('deflate') || name === 'gzip';
      if (packs) count('zip', input.length);
      const result = runZip(name, input, number(level), MOST_UNZIPPED);
      if (!packs && result instanceof Uint8Array) count('unzip', result.length);
      return result instanceof Uint8Array ? vm.newUint8Array(result) : json(result);
    },
    promiseState: (value) => vm.newNumber(value?.isPromise ? value.promiseState : -1),
    promiseResult: (value) => promiseResult(vm, value!),
    proxyParts(value) {
      if (!value?.isProxy) return undefined;
      const parts = vm.newArray();
      vm.setProp(parts, '0', value.getProxyTarget());
      vm.setProp(parts, '1', value.getProxyHandler());
      return parts;
    },
    className: (value) => vm.newString(value?.className ?? 'Object'),
  } satisfies DoorActs;
}

/** The engine's types keep this function to themselves. */
export function promiseResult(vm: QuickJS, promise: JSValueHandle): JSValueHandle {
  const { exports } = vm as unknown as { exports: { qjs_promise_result(promise: number): number } };
  return new JSValueHandle(vm, exports.qjs_promise_result(promise.ptr));
}
