import { type ZipOptions, zipSync } from 'fflate';
import { transform } from 'sucrase';
import { deployedPath } from './deployed-path.ts';
import type { SourceFile } from './lab.ts';
import type { SourceLocation } from './run.ts';

/** The code cannot be packaged: it is not TypeScript or JavaScript. */
export class PackagingError extends Error {
  readonly location: SourceLocation | undefined;
  constructor(message: string, location?: SourceLocation) {
    super(message);
    this.name = 'SyntaxError';
    this.location = location;
  }
}

/**
 * A fixed time, so that the same files give the same bytes and the same CodeSha256. A zip holds the time of a wall clock:
 * it is local, for as UTC it would be in 1979 west of Greenwich, and a zip knows no time before 1980.
 */
const MODIFIED = () => new Date(1980, 0, 1, 12);

type Entry = [string, [Uint8Array, ZipOptions]];

/**
 * The zip that is uploaded as the function's code.
 * @throws PackagingError with the place, when a TypeScript file cannot be read
 */
export function buildDeploymentPackage(files: readonly SourceFile[]): Uint8Array {
  const encoder = new TextEncoder();
  const entries = files.map(({ path, text }) => {
    const code = deployedPath(path) === path ? text : stripTypes(path, text);
    return [
      deployedPath(path),
      [encoder.encode(code), { mtime: MODIFIED(), os: 3, attrs: 0o644 << 16 }],
    ] satisfies Entry;
  });
  return zipSync(Object.fromEntries(entries));
}

/** Where `text` stops being JavaScript or TypeScript; undefined when it does not. */
export function findSyntaxError({ path, text }: SourceFile): PackagingError | undefined {
  try {
    stripTypes(path, text);
    return undefined;
  } catch (error) {
    return error as PackagingError;
  }
}

function stripTypes(path: string, text: string): string {
  try {
    return transform(text, {
      transforms: ['typescript'],
      disableESTransforms: true,
      preserveDynamicImport: true,
      filePath: path,
    }).code;
  } catch (error) {
    const { message = '', loc } = error as { message?: string; loc?: { line: number; column: number } };
    const reason = message.replace(/^Error transforming [^:]+: /, '').replace(/ \(\d+:\d+\)$/, '');
    throw new PackagingError(reason, loc && { path, line: loc.line, column: loc.column });
  }
}
