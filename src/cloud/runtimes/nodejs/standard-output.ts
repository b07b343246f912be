import type { Descriptors } from '../../environment/files/descriptors.ts';
import type { ProcessHost } from '../../environment/runtime-process.ts';

/** Descriptors of a process whose standard output and error are events of the log, a line each, where there is no terminal for them. */
export function withOutput({ descriptors, print, log }: ProcessHost): Descriptors {
  const decoders = [1, 2].map(() => new TextDecoder());
  const toLog = (fd: number, bytes: Uint8Array) => {
    const text = decoders[fd - 1]!.decode(bytes, { stream: true });
    for (const line of text.replace(/\n$/, '').split('\n')) log(line);
  };
  return {
    ...descriptors,
    write(fd, bytes, position) {
      if (fd !== 1 && fd !== 2) return descriptors.write(fd, bytes, position);
      (print ?? toLog)(fd, bytes);
      return bytes.length;
    },
  };
}
