import { type CodeInput, readZip } from './code.ts';
import { invalidParameter } from './errors.ts';
import type { LayerVersion } from './layers.ts';
import { LIMITS } from './limits.ts';
import { type Code, unzippedBytes } from './package.ts';
import type { LambdaService } from './service.ts';

/** The code of a function, and what its configuration tells of it. @throws ServiceError */
export function deployable(
  { clock, services }: LambdaService,
  input: CodeInput,
  layers: readonly LayerVersion[],
): { code: Code; CodeSize: number; CodeSha256: string; unzippedBytes: number } {
  const { zip, ...packaged } = readZip(services, input);
  const bytes = unzippedBytes(zip);
  mustFit(bytes, layers);
  return { code: { zip, deployedAt: clock.now() }, ...packaged, unzippedBytes: bytes };
}

/** @throws InvalidParameterValueException when the code and its layers are more than a function may have */
export function mustFit(codeBytes: number, layers: readonly LayerVersion[]): void {
  const bytes = layers.reduce((sum, { zip }) => sum + unzippedBytes(zip), codeBytes);
  if (bytes > LIMITS.unzippedPackageBytes)
    throw invalidParameter(
      `Function code combined with layers exceeds the maximum allowed size of ${LIMITS.unzippedPackageBytes} bytes. The actual size is ${bytes} bytes.`,
    );
}
