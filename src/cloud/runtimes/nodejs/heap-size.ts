import type { QuickJS } from 'quickjs-wasi';

/** The engine's count of its bytes stands near the start of its runtime structure, after a table of functions. */
const FIRST_WORDS = 16;

/**
 * Bytes that the engine has allocated, read where it counts them: `getMemoryUsage` walks over every object, which takes as
 * long as a small invocation.
 * @throws Error when the count is not where the engine of this version keeps it
 */
export function heapSizeReader(vm: QuickJS, memory: () => ArrayBufferLike): () => number {
  const { exports } = vm as unknown as { exports: { qjs_get_runtime_ptr(): number } };
  const runtime = exports.qjs_get_runtime_ptr();
  const { mallocCount, mallocSize } = vm.getMemoryUsage();
  const words = new Uint32Array(memory(), runtime, FIRST_WORDS);
  const at = words.findIndex((word, index) => word === mallocSize && words[index - 1] === mallocCount);
  if (at < 0) throw new Error('The engine keeps its count of allocated bytes elsewhere: see heap-size.ts.');
  return () => new Uint32Array(memory(), runtime, FIRST_WORDS)[at] as number;
}
