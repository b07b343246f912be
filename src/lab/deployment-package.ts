import { transform } from 'sucrase';
import { deployedPath } from './deployed-path.ts';
import type { SourceFile } from './lab.ts';
import type { SourceLocation } from './run.ts';
import { zipOf } from './zip.ts';

/** The code cannot be packaged: it is not TypeScript or JavaScript. */
export class PackagingError extends Error {
  readonly location: SourceLocation | undefined;
  constructor(message: string, location?: SourceLocation) {
    super(message);
    this.name = 'SyntaxError';
    this.location = location;
  }
}

/** Whether a file stays beside the function: scripts for the terminal, and what becomes a layer. */
export const isBeside = ({ path }: Pick<SourceFile, 'path'>) => /^(scripts|layers)\//.test(path);

/**
 * The files as Lambda runs them: without those that stay beside the function, and TypeScript as JavaScript.
 * @throws PackagingError with the place, when a TypeScript file cannot be read
 */
export const deployedFiles = (files: readonly SourceFile[]): SourceFile[] =>
  files
    .filter((file) => !isBeside(file))
    .map(({ path, text }) =>
      deployedPath(path) === path
        ? { path, text }
        : { path: deployedPath(path), text: stripTypes(path, text) },
    );

/**
 * The zip that is uploaded as the function's code.
 * @throws PackagingError with the place, when a TypeScript file cannot be read
 */
export const buildDeploymentPackage = (files: readonly SourceFile[]) => zipOf(deployedFiles(files));

/** Where `text` stops being JavaScript or TypeScript; undefined when it does not, or is to be neither. */
export function findSyntaxError({ path, text }: SourceFile): PackagingError | undefined {
  if (!/\.[cm]?[jt]s$/.test(path)) return undefined;
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
