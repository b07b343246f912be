import { unzipSync } from 'fflate';
import { type DirectoryNode, type PackedFile, unpack } from '../environment/files/tree.ts';
import { toText } from '../http.ts';
import { invalidParameter, requestTooLarge } from './errors.ts';
import { LIMITS } from './limits.ts';
import { zipEntries } from './zip-entries.ts';

/** The files of a deployment package by their path under `/var/task`, or of a layer under `/opt`. */
export type DeploymentPackage = ReadonlyMap<string, PackedFile>;

/** The deployment package of a function. */
export interface Code {
  zip: Uint8Array;
  /** ms since 1970. */
  deployedAt: number;
}

const unpacked = new WeakMap<Code, DirectoryNode>();

/** The code as `/var/task`, unpacked once. */
export function taskOf(code: Code): DirectoryNode {
  const disk = { device: 3, readOnly: true, used: 0, capacity: 0, entries: 0 };
  const known = unpacked.get(code) ?? unpack([filesOf(code.zip)], disk, 1_000_000, code.deployedAt);
  unpacked.set(code, known);
  return known;
}

/** The layers as `/opt`, one over the other: of two files with the same path the later layer's is there. */
export function layersOf(layers: readonly DeploymentPackage[]): DirectoryNode {
  const disk = { device: 4, readOnly: true, used: 0, capacity: 0, entries: 0 };
  return unpack(layers, disk, 2_000_000, 0);
}

/** The size of all the files, in bytes. */
export const unzippedBytes = (zip: Uint8Array): number =>
  [...filesOf(zip).values()].reduce((sum, { bytes }) => sum + bytes.length, 0);

const unzipped = new WeakMap<Uint8Array, DeploymentPackage>();

/** The files of a zip, read once. @throws ServiceError when it is broken, too large, or reaches outside of its folder */
export function filesOf(zip: Uint8Array): DeploymentPackage {
  const known = unzipped.get(zip) ?? unzip(zip);
  unzipped.set(zip, known);
  return known;
}

function unzip(zip: Uint8Array): DeploymentPackage {
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
  const said = zipEntries(zip);
  return new Map(
    entries.map(([path, bytes]) => {
      const { mode, symlink } = said.get(path) ?? { symlink: false };
      return [
        path,
        { bytes, ...(mode !== undefined && { mode }), ...(symlink && { target: toText(bytes) }) },
      ];
    }),
  );
}
