import { textOf } from './bytes.ts';
import type { OutputStream } from './live-output.ts';

/** Makes events of the log from what is printed: one a line. */
export function createOutput(log: (line: string) => void) {
  const begun = { stdout: '', stderr: '' };
  return {
    write(stream: OutputStream, printed: string) {
      const lines = (begun[stream] + printed).split('\n');
      begun[stream] = lines.pop() ?? '';
      for (const line of lines) log(textOf(line));
    },
    /** What has no end of line as yet. */
    flush() {
      for (const stream of ['stdout', 'stderr'] as const) {
        if (begun[stream] !== '') log(textOf(begun[stream]));
        begun[stream] = '';
      }
    },
  };
}
