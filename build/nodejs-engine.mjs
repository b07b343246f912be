import { readFileSync } from 'node:fs';

const ENGINE = new URL('../node_modules/quickjs-wasi/quickjs.wasm', import.meta.url);

/** So many turns of native loops go by before they are told. */
const TURNS = 10_000;

/**
 * The engine's interpreters, of JavaScript (`JS_CallInternal`) and of regular expressions (`lre_exec_backtrack`): the bytes of their
 * code in quickjs-wasi 3.6, and how many turns a call of them counts as, for what it takes to begin. Their own turns they tell
 * themselves, by an interrupt in 10,000.
 */
const INTERPRETERS = new Map([
  [37_404, 0],
  [5_586, 200],
]);

/** Sections of a WebAssembly module, as its specification numbers them. */
const TYPES = 1;
const IMPORTS = 2;
const FUNCTIONS = 3;
const GLOBALS = 6;
const EXPORTS = 7;
const CODE = 10;

const I32 = 0x7f;
const VOID = 0x40;
const OP = {
  loop: 3,
  if: 4,
  end: 11,
  call: 16,
  drop: 26,
  get: 35,
  set: 36,
  i32: 65,
  le: 76,
  add: 106,
  sub: 107,
};

/**
 * QuickJS that counts the turns of its native loops too, such as those of `sort`. It adds them to the global
 * `native_turns` and calls the interrupt; `native_turns_left` says how many are left until it does so again. Unlike time, that is
 * the same on every machine.
 * @throws Error when the engine is not the one that was measured
 */
export function nodejsEngine() {
  const module = new Uint8Array(readFileSync(ENGINE));
  const sections = sectionsOf(module);
  const imports = importsOf(sections.get(IMPORTS));
  const turnsLeft = countOf(sections.get(GLOBALS));
  const turns = turnsLeft + 1;
  const tell = imports.length + countOf(sections.get(FUNCTIONS));
  const add = (global, op, by) => [OP.get, ...u32(global), OP.i32, ...i32(by), op, OP.set, ...u32(global)];
  const refill = [OP.i32, ...i32(TURNS), OP.set, ...u32(turnsLeft)];
  const interrupt = [OP.call, ...u32(imports.indexOf('host_interrupt')), OP.drop];
  const tellBody = [0, ...refill, ...add(turns, OP.add, TURNS), ...interrupt, OP.end];
  const ifNoneLeft = [OP.get, ...u32(turnsLeft), OP.i32, 0, OP.le, OP.if, VOID];
  const count = (by) => [...add(turnsLeft, OP.sub, by), ...ifNoneLeft, OP.call, ...u32(tell), OP.end];
  const global = (value) => [I32, 1, OP.i32, ...i32(value), OP.end];
  const exported = (name, global) => [...text(name), 3, ...u32(global)];
  const changed = {
    [FUNCTIONS]: (section) => append(section, u32(typeOfActions(sections.get(TYPES)))),
    [GLOBALS]: (section) => append(section, global(TURNS), global(0)),
    [EXPORTS]: (section) =>
      append(section, exported('native_turns', turns), exported('native_turns_left', turnsLeft)),
    [CODE]: (section) => append(counted(section, count), [...u32(tellBody.length), ...tellBody]),
  };
  const parts = [...sections].map(([id, section]) => [id, changed[id]?.(section) ?? section]);
  return join([module.subarray(0, 8), ...parts.flatMap(([id, part]) => [[id, ...u32(part.length)], part])]);
}

/** The code with `count(1)` at the start of every loop, but for the interpreters. */
function counted(section, count) {
  const code = reader(section);
  const functions = code.u32();
  const parts = [u32(functions)];
  let interpreters = 0;
  for (let each = 0; each < functions; each++) {
    const body = code.bytes(code.u32());
    const { start, loops } = placesIn(body);
    const call = INTERPRETERS.get(body.length);
    if (call !== undefined) interpreters += 1;
    const places = call === undefined ? loops : call > 0 ? [start] : [];
    const pieces = [0, ...places].map((from, i) => body.subarray(from, places[i] ?? body.length));
    const changed = join(pieces.flatMap((piece, i) => (i === 0 ? [piece] : [count(call ?? 1), piece])));
    parts.push(u32(changed.length), changed);
  }
  if (interpreters !== INTERPRETERS.size)
    throw new Error('This is another QuickJS: find its interpreters, and measure a tick again.');
  return join(parts);
}

/** Where in the body of a function its code starts, and where its loops do. */
function placesIn(body) {
  const code = reader(body);
  for (let kinds = code.u32(); kinds > 0; kinds--) {
    code.skip();
    code.byte();
  }
  const start = code.at();
  const loops = [];
  while (!code.done()) {
    const op = code.byte();
    skipOperands(op, code);
    if (op === OP.loop) loops.push(code.at());
  }
  return { start, loops };
}

function skipOperands(op, code) {
  const skip = (times) => {
    for (let i = 0; i < times; i++) code.skip();
  };
  if (op === 0x0e) skip(code.u32() + 1);
  else if (op === 0x1c) code.bytes(code.u32());
  else if (op === 0x43) code.bytes(4);
  else if (op === 0x44) code.bytes(8);
  else if (op === 0xfc) {
    const more = code.u32();
    skip(more < 8 ? 0 : [9, 11, 13, 15, 16, 17].includes(more) ? 1 : 2);
  } else if (op === 0x11 || op === 0x13 || (op >= 0x28 && op <= 0x3e)) skip(2);
  else if ([0x0c, 0x0d, 0x10, 0x12, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2].includes(op)) skip(1);
  else if ((op >= 0x02 && op <= 0x04) || (op >= 0x20 && op <= 0x26)) skip(1);
  else if (op > 0xd1 || (op > 0x05 && op < 0x0b))
    throw new Error(`Unknown instruction 0x${op.toString(16)}.`);
}

function sectionsOf(module) {
  const all = reader(module.subarray(8));
  const sections = new Map();
  while (!all.done()) {
    const id = all.byte();
    const section = all.bytes(all.u32());
    // Sections without a number of their own, such as the names of functions, only help to debug.
    if (id !== 0) sections.set(id, section);
  }
  return sections;
}

/** Names of what is imported: functions only. */
function importsOf(section) {
  const imports = reader(section);
  const name = () => new TextDecoder().decode(imports.bytes(imports.u32()));
  return Array.from({ length: imports.u32() }, () => {
    const [, own] = [name(), name()];
    imports.byte();
    imports.skip();
    return own;
  });
}

/** The number of the type of a function that takes nothing and returns nothing. */
function typeOfActions(section) {
  const types = reader(section);
  const lengths = Array.from({ length: types.u32() }, () => {
    types.byte();
    return types.bytes(types.u32()).length + types.bytes(types.u32()).length;
  });
  return lengths.indexOf(0);
}

const countOf = (section) => reader(section).u32();

/** A section that is a list, with more at its end. */
function append(section, ...items) {
  const list = reader(section);
  const count = list.u32();
  return join([u32(count + items.length), section.subarray(list.at()), ...items]);
}

function reader(bytes) {
  let at = 0;
  return {
    at: () => at,
    done: () => at >= bytes.length,
    byte: () => bytes[at++],
    bytes(length) {
      at += length;
      return bytes.subarray(at - length, at);
    },
    /** Goes past one number. */
    skip() {
      while (bytes[at++] & 0x80);
    },
    u32() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
    },
  };
}

const u32 = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...u32(value >>> 7)]);

/** Signed: a number that is not negative ends in a byte whose second bit is 0. */
const i32 = (value) => (value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...i32(value >>> 7)]);

const text = (name) => [name.length, ...new TextEncoder().encode(name)];

function join(parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
