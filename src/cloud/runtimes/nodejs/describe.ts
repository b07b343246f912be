import type { JSValueHandle } from 'quickjs-wasi';

/** In UTF-16 units; what is longer is cut and ends with an ellipsis. */
const LONGEST = 80;
/** Members of an array, object, Map or Set that may be shown. */
const MEMBERS = 8;

type Call = (name: string, ...args: JSValueHandle[]) => JSValueHandle;

/**
 * Tells what a value is, in one line and one level deep, as Node.js would print it. No getter, proxy or method of the
 * value runs.
 * @param looking the guest's `looking.ts`
 */
export function describer(looking: JSValueHandle): (value: JSValueHandle) => string {
  const { vm } = looking;
  const call: Call = (name, ...args) => vm.callFunction(looking.getProp(name), vm.undefined, ...args);
  const number = (value: number) => vm.newNumber(value);

  function quoted(value: JSValueHandle): string {
    const text = call('startOf', value, number(LONGEST + 1)).toString();
    const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
    return `'${escaped}'`;
  }

  function primitive(value: JSValueHandle): string {
    switch (value.typeof) {
      case 'string':
        return quoted(value);
      case 'number':
        return Object.is(value.toNumber(), -0) ? '-0' : String(value.toNumber());
      case 'bigint':
        return call('isShort', value).toBoolean() ? `${value.toBigInt()}n` : 'a BigInt of many digits';
      case 'symbol':
        return 'a symbol';
      case 'boolean':
        return String(value.toBoolean());
      default:
        return value.isNull ? 'null' : 'undefined';
    }
  }

  /** An own property as it stands: what a getter would answer is not asked. */
  function own(object: JSValueHandle, key: string | JSValueHandle, deep: boolean): string | undefined {
    const found = object.getOwnPropertyDescriptor(key);
    if (!found) return undefined;
    return found.value ? show(found.value, deep) : '[getter]';
  }

  function ownText(object: JSValueHandle, key: string): string | undefined {
    const value = object.getOwnPropertyDescriptor(key)?.value;
    return value?.isString ? call('startOf', value, number(LONGEST)).toString() : undefined;
  }

  function className(object: JSValueHandle): string {
    for (let at = object, steps = 0; at.isObject && !at.isProxy && steps < 5; steps++) {
      const maker = at.getOwnPropertyDescriptor('constructor')?.value;
      if (maker?.isFunction && !maker.isProxy) return ownText(maker, 'name') || 'Object';
      at = at.getPrototypeOf();
    }
    return object.className ?? 'Object';
  }

  const lengthOf = (array: JSValueHandle) => array.getOwnPropertyDescriptor('length')?.value?.toNumber() ?? 0;

  function members(collection: JSValueHandle, kind: 'Map' | 'Set', deep: boolean): string {
    const name = vm.newString(kind);
    const size = call('sizeOf', collection, name).toNumber();
    const found = call('membersOf', collection, name, number(MEMBERS));
    const texts = Array.from({ length: Math.min(size, MEMBERS) }, (_, at) => {
      if (kind === 'Set') return own(found, String(at), false);
      const pair = found.getProp(String(at));
      return `${own(pair, '0', false)} => ${own(pair, '1', false)}`;
    });
    return `${kind}(${size})${deep ? ` ${inside('{', texts, size, '}')}` : ''}`;
  }

  function array(value: JSValueHandle, deep: boolean): string {
    const length = lengthOf(value);
    const texts = Array.from(
      { length: deep ? Math.min(length, MEMBERS) : 0 },
      (_, at) => own(value, String(at), false) ?? 'empty',
    );
    return deep && length <= MEMBERS
      ? inside('[', texts, length, ']')
      : `Array(${length})${deep ? ` ${inside('[', texts, length, ']')}` : ''}`;
  }

  function plain(value: JSValueHandle, deep: boolean): string {
    const name = className(value);
    const before = name === 'Object' ? '' : `${name} `;
    const keys = call('ownKeys', value);
    const count = lengthOf(keys);
    if (!deep) return count === 0 ? `${before}{}` : `${before}{…}`;
    const texts = Array.from({ length: Math.min(count, MEMBERS) }, (_, at) => {
      const key = keys.getProp(String(at));
      const shown = key.isString ? call('startOf', key, number(LONGEST)).toString() : '[symbol]';
      return `${shown}: ${own(value, key, false)}`;
    });
    return before + inside('{', texts, count, '}');
  }

  function ofObject(value: JSValueHandle, deep: boolean): string {
    if (value.isProxy) return 'a Proxy';
    if (value.isFunction) return `function ${ownText(value, 'name') || '(anonymous)'}`;
    if (value.isArray) return array(value, deep);
    if (value.isMap) return members(value, 'Map', deep);
    if (value.isSet) return members(value, 'Set', deep);
    if (value.isDate) {
      const time = call('timeOf', value).toNumber();
      return Number.isNaN(time) ? 'Invalid Date' : new Date(time).toISOString();
    }
    if (value.isPromise) return `Promise { ${['pending', 'fulfilled', 'rejected'][value.promiseState]} }`;
    if (value.isError) return `${className(value)}: ${ownText(value, 'message') ?? ''}`;
    if (/^(Uint|Int|Float|BigU?[Ii]nt)\d+(Clamped)?Array$|^Uint8ClampedArray$/.test(value.className ?? ''))
      return `${value.className}(${call('lengthOf', value).toNumber()})`;
    if (value.className !== 'Object') return value.className ?? 'an object';
    return plain(value, deep);
  }

  function show(value: JSValueHandle, deep: boolean): string {
    return value.isObject || value.isFunction ? ofObject(value, deep) : primitive(value);
  }

  return (value) => shortened(show(value, true));
}

/** `[ a, b, … ]`; what does not fit into one line is left out, not halved. */
function inside(open: string, texts: readonly (string | undefined)[], count: number, close: string): string {
  if (count === 0) return `${open}${close}`;
  const room = LONGEST - 20;
  const shown: string[] = [];
  let length = 0;
  for (const text of texts) {
    const part = text ?? 'undefined';
    if (shown.length > 0 && length + part.length > room) break;
    shown.push(part);
    length += part.length + 2;
  }
  return `${open} ${shown.join(', ')}${shown.length < count ? ', …' : ''} ${close}`;
}

const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
