import type { DirectoryNode } from '../environment/files/tree.ts';
import { type CodeInput, readZip } from './code.ts';
import { invalidParameter } from './errors.ts';
import type { LayerVersion } from './layers.ts';
import { LIMITS } from './limits.ts';
import { codeOf, unzippedBytes } from './package.ts';
import type { LambdaService } from './service.ts';

/** The code of a function as `/var/task`, and what its configuration tells of it. @throws ServiceError */
export function deployable(
  { clock }: LambdaService,
  input: CodeInput,
  layers: readonly LayerVersion[],
): { code: DirectoryNode; CodeSize: number; CodeSha256: string; unzippedBytes: number } {
  const { files, ...packaged } = readZip(input);
  const bytes = unzippedBytes(files);
  mustFit(bytes, layers);
  return { code: codeOf(files, clock.now()), ...packaged, unzippedBytes: bytes };
}

/** @throws InvalidParameterValueException when the code and its layers are more than a function may have */
export function mustFit(codeBytes: number, layers: readonly LayerVersion[]): void {
  const bytes = layers.reduce((sum, { files }) => sum + unzippedBytes(files), codeBytes);
  if (bytes > LIMITS.unzippedPackageBytes)
    throw invalidParameter(
      `Function code combined with layers exceeds the maximum allowed size of ${LIMITS.unzippedPackageBytes} bytes. The actual size is ${bytes} bytes.`,
    );
}
