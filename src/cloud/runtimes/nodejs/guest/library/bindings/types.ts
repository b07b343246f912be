import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';

/** What kind of object a value really is, whatever it says of itself. */
export function typesBinding({ door }: Context): Binding {
  const isObject = (value: unknown): value is object =>
    (typeof value === 'object' && value !== null) || typeof value === 'function';
  const ofClass =
    (...names: string[]) =>
    (value: unknown) =>
      isObject(value) && names.includes(door.className(value));
  /** True when `read`, which only such objects bear, bears it. */
  const bears = (read: (value: never) => unknown) => (value: unknown) => {
    if (!isObject(value)) return false;
    try {
      read(value as never);
      return true;
    } catch {
      return false;
    }
  };
  const getter = (prototype: object, name: string | symbol) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    return bears((value) => get?.call(value));
  };
  const method = (prototype: object, name: string | symbol, ...args: unknown[]) => {
    const run = (prototype as Record<string | symbol, (...args: unknown[]) => unknown>)[name];
    return bears((value) => run?.apply(value, args));
  };
  const isNumberObject = method(Number.prototype, 'valueOf');
  const isStringObject = method(String.prototype, 'valueOf');
  const isBooleanObject = method(Boolean.prototype, 'valueOf');
  const isBigIntObject = method(BigInt.prototype, 'valueOf');
  const isSymbolObject = method(Symbol.prototype, 'valueOf');
  const isArrayBuffer = getter(ArrayBuffer.prototype, 'byteLength');
  const isSharedArrayBuffer = getter(SharedArrayBuffer.prototype, 'byteLength');
  const tagged = (tag: string, type: string) => (value: unknown) =>
    typeof value === type && Object.prototype.toString.call(value) === `[object ${tag}]`;
  return {
    isExternal: () => false,
    isDate: method(Date.prototype, 'getTime'),
    isArgumentsObject: ofClass('Arguments'),
    isBigIntObject,
    isBooleanObject,
    isNumberObject,
    isStringObject,
    isSymbolObject,
    isBoxedPrimitive: (value: unknown) =>
      isObject(value) &&
      [isNumberObject, isStringObject, isBooleanObject, isBigIntObject, isSymbolObject].some((is) =>
        is(value),
      ),
    isNativeError: (value: unknown) =>
      (Error as ErrorConstructor & { isError(value: unknown): boolean }).isError(value),
    isRegExp: ofClass('RegExp'),
    isAsyncFunction: (value: unknown) =>
      tagged('AsyncFunction', 'function')(value) || tagged('AsyncGeneratorFunction', 'function')(value),
    isGeneratorFunction: (value: unknown) =>
      tagged('GeneratorFunction', 'function')(value) || tagged('AsyncGeneratorFunction', 'function')(value),
    isGeneratorObject: tagged('Generator', 'object'),
    isPromise: (value: unknown) => isObject(value) && door.promiseState(value) >= 0,
    isMap: getter(Map.prototype, 'size'),
    isSet: getter(Set.prototype, 'size'),
    isMapIterator: ofClass('Map Iterator'),
    isSetIterator: ofClass('Set Iterator'),
    isWeakMap: method(WeakMap.prototype, 'has', {}),
    isWeakSet: method(WeakSet.prototype, 'has', {}),
    isArrayBuffer,
    isDataView: getter(DataView.prototype, 'byteLength'),
    isSharedArrayBuffer,
    isAnyArrayBuffer: (value: unknown) => isArrayBuffer(value) || isSharedArrayBuffer(value),
    isProxy: (value: unknown) => isObject(value) && door.proxyParts(value) !== undefined,
    isModuleNamespaceObject: (value: unknown) =>
      tagged('Module', 'object')(value) && Object.getPrototypeOf(value) === null,
    isEventTarget: () => false,
    isCryptoKey: () => false,
    isKeyObject: () => false,
  };
}
