import type { InterpreterContext } from './interpreter.ts';

const MAX_CALL_DEPTH = 1_000;
/** Steps of its commands within one turn. */
const MAX_WORK = 5_000_000;
/** Turns of a loop in a program of awk, sed or jq. */
const MAX_TURNS = 1_000_000;
/** What the interpreter takes for one text is some milliseconds for each MB. */
const MAX_TEXT = 2 ** 26;

/** The interpreter's limits, of which those on commands, loops and time are left to the meter. */
export const limitsFor = (memoryBytes: number) => ({
  maxCommandCount: Number.MAX_SAFE_INTEGER,
  maxLoopIterations: Number.MAX_SAFE_INTEGER,
  maxExecutionTimeMs: Number.POSITIVE_INFINITY,
  maxCallDepth: MAX_CALL_DEPTH,
  maxWorkUnits: MAX_WORK,
  maxAwkIterations: MAX_TURNS,
  maxSedIterations: MAX_TURNS,
  maxJqIterations: MAX_TURNS,
  maxStringLength: Math.min(memoryBytes, MAX_TEXT),
});

/** Makes the limits those of a turn: the interpreter counts from the start of a script, which on Lambda has no end. */
export function countAnew({ executionScope, limits }: InterpreterContext) {
  const { outputBytes, inputBytes, workUnits } = executionScope;
  executionScope.limits = {
    ...limits,
    maxOutputSize: limits.maxOutputSize + outputBytes,
    maxInputBytes: limits.maxInputBytes + inputBytes,
    maxWorkUnits: limits.maxWorkUnits + workUnits,
  };
  executionScope.countersByKind.clear();
}
