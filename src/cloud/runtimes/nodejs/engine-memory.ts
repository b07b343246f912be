import type { QuickJS } from 'quickjs-wasi';

/** The engine's count of its bytes stands near the start of its runtime structure, after a table of functions. */
const COUNT_WORDS = 16;

/** The time at which a context was made, and behind it what `Math.random` goes on from, stand in its structure. */
const CONTEXT_WORDS = 200;

/** Places in the memory of a machine which the engine's interface does not show. */
export interface Places {
  /** Bytes that the engine has allocated: `getMemoryUsage` walks over every object, which takes as long as a small invocation. */
  allocated: number;
  /** 64 bits from which `Math.random` makes the next number. */
  random: number;
}

/**
 * @param madeAt the time in ms that the machine was given while it was made
 * @throws Error when the engine of this version keeps them elsewhere
 */
export function placesOf(vm: QuickJS, madeAt: number): Places {
  const { exports } = vm as unknown as {
    exports: {
      memory: WebAssembly.Memory;
      qjs_get_runtime_ptr(): number;
      qjs_get_context_ptr(): number;
    };
  };
  const { mallocCount, mallocSize } = vm.getMemoryUsage();
  const runtime = exports.qjs_get_runtime_ptr();
  const words = new Uint32Array(exports.memory.buffer, runtime, COUNT_WORDS);
  const counted = words.findIndex((word, index) => word === mallocSize && words[index - 1] === mallocCount);
  const context = exports.qjs_get_context_ptr();
  const times = new Float64Array(exports.memory.buffer, context, CONTEXT_WORDS);
  const made = times.indexOf(madeAt);
  if (counted < 0 || made < 0)
    throw new Error('The engine keeps its count of bytes or its time elsewhere: see engine-memory.ts.');
  return {
    allocated: runtime + 4 * counted,
    random: context + 8 * (made + 1),
  };
}
