import { type ZipOptions, zipSync } from 'fflate';
import type { SourceFile } from './lab.ts';

/**
 * A fixed time, so that the same files give the same bytes and the same CodeSha256. A zip holds the time of a wall clock:
 * it is local, for as UTC it would be in 1979 west of Greenwich, and a zip knows no time before 1980.
 */
const MODIFIED = () => new Date(1980, 0, 1, 12);

/** A zip of `files`, readable by everyone (0644): names and texts in UTF-8. */
export function zipOf(files: readonly SourceFile[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const options: ZipOptions = { mtime: MODIFIED(), os: 3, attrs: 0o644 << 16 };
  return zipSync(
    Object.fromEntries(
      files.map(({ path, text }) => [
        path,
        [encoder.encode(text), options] satisfies [Uint8Array, ZipOptions],
      ]),
    ),
  );
}
