import type { QuickJS } from 'quickjs-wasi';

/** The engine's count of its bytes stands near the start of its runtime structure, after a table of functions. */
const COUNT_WORDS = 16;

/** The time at which a context was made, and behind it what `Math.random` goes on from, stand in its structure. */
const CONTEXT_WORDS = 200;

/** The list of the promise jobs that wait stands in the runtime structure: a ring of their first and last one, empty or not. */
const RUNTIME_WORDS = 300;

/** Places in the memory of a machine which the engine's interface does not show. */
export interface Places {
  /** Bytes that the engine has allocated: `getMemoryUsage` walks over every object, which takes as long as a small invocation. */
  allocated: number;
  /** 64 bits from which `Math.random` makes the next number. */
  random: number;
  /** The ring of the promise jobs that wait: two words, the last job and the first. */
  jobs: number;
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
  const jobs = ringOfJobs(vm, exports.memory, runtime);
  if (counted < 0 || made < 0 || jobs === undefined)
    throw new Error(
      'The engine keeps its count of bytes, its time or its jobs elsewhere: see engine-memory.ts.',
    );
  return {
    allocated: runtime + 4 * counted,
    random: context + 8 * (made + 1),
    jobs,
  };
}

/** Where a job comes to stand that is queued when there is none. */
function ringOfJobs(vm: QuickJS, memory: WebAssembly.Memory, runtime: number): number | undefined {
  const emptyRings = () => {
    const words = new Uint32Array(memory.buffer, runtime, RUNTIME_WORDS);
    const at = (index: number) => runtime + 4 * index;
    return [...words.keys()].filter((i) => words[i] === at(i) && words[i + 1] === at(i)).map(at);
  };
  const empty = emptyRings();
  vm.evalCode('void Promise.resolve().then(() => {})').dispose();
  const still = emptyRings();
  vm.executePendingJobs();
  const [ring, ...others] = empty.filter((place) => !still.includes(place));
  return others.length === 0 ? ring : undefined;
}
