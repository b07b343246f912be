import { unzipSync } from 'fflate';
import { invalidParameter, requestTooLarge } from './errors.ts';
import { LIMITS } from './limits.ts';

/** The files of a deployment package by their path under `/var/task`. */
export type DeploymentPackage = ReadonlyMap<string, Uint8Array>;

/** @throws ServiceError when the zip is broken, too large, or reaches outside of its folder */
export function unzipPackage(zip: Uint8Array): DeploymentPackage {
  if (zip.length > LIMITS.zippedPackageBytes)
    throw requestTooLarge(`Zipped size must be smaller than ${LIMITS.zippedPackageBytes} bytes`);
  const tooLarge = invalidParameter(
    `Unzipped size must be smaller than ${LIMITS.unzippedPackageBytes} bytes`,
  );
  const broken = invalidParameter(
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
  );
  let total = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(zip, {
      filter({ originalSize }) {
        total += originalSize;
        if (total > LIMITS.unzippedPackageBytes) throw tooLarge;
        return true;
      },
    });
  } catch (error) {
    throw error === tooLarge ? error : broken;
  }
  const entries = Object.entries(files).filter(([path]) => !path.endsWith('/'));
  if (
    entries.length === 0 ||
    entries.some(([path]) => path.startsWith('/') || path.split('/').includes('..'))
  )
    throw broken;
  return new Map(entries);
}
