import { type ZipOptions, zipSync } from 'fflate';
import type { SourceFile } from './lab.ts';

/**
 * A fixed time, so that the same files give the same bytes and the same CodeSha256. A zip holds the time of a wall clock:
 * it is local, for as UTC it would be in 1979 west of Greenwich, and a zip knows no time before 1980.
 */
const MODIFIED = () => new Date(1980, 0, 1, 12);

/** An editor knows no permissions: a program is what says in its first line who runs it. */
const modeOf = ({ text }: SourceFile) => (text.startsWith('#!') ? 0o755 : 0o644);

/** A zip of `files`, readable by everyone, programs executable: names and texts in UTF-8. */
export function zipOf(files: readonly SourceFile[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  return zipSync(
    Object.fromEntries(
      files.map((file) => {
        const options: ZipOptions = { mtime: MODIFIED(), os: 3, attrs: modeOf(file) << 16 };
        return [file.path, [encoder.encode(file.text), options] satisfies [Uint8Array, ZipOptions]];
      }),
    ),
  );
}
