import type { DirectoryNode } from '../environment/files/tree.ts';
import type { Architecture } from './configuration.ts';
import { accessDenied, invalidParameter } from './errors.ts';
import type { AccountIdentity } from './functions.ts';
import { LIMITS } from './limits.ts';
import { filesOf, layersOf } from './package.ts';
import type { Policy } from './policy.ts';
import type { LambdaService } from './service.ts';

/** What was published once; all but who may use it stays as it is. A function that uses it keeps it when it is deleted. */
export interface LayerVersion {
  LayerName: string;
  Version: number;
  Description: string;
  LicenseInfo: string | undefined;
  CompatibleRuntimes: readonly string[] | undefined;
  CompatibleArchitectures: readonly Architecture[] | undefined;
  CreatedDate: string;
  CodeSha256: string;
  CodeSize: number;
  zip: Uint8Array;
  /** Who else may use it. */
  policy: Policy | undefined;
}

/** The versions that are there, by number; no number is used twice. */
export interface Layer {
  versions: Map<number, LayerVersion>;
  last: number;
}

export const layerArn = ({ region, accountId }: AccountIdentity, name: string): string =>
  `arn:aws:lambda:${region}:${accountId}:layer:${name}`;

export const layerVersionArn = (
  account: AccountIdentity,
  { LayerName, Version }: Pick<LayerVersion, 'LayerName' | 'Version'>,
): string => `${layerArn(account, LayerName)}:${Version}`;

const PARTS = /^arn:[^:]+:lambda:([^:]+):(\d{12}):layer:([^:]+):(\d+)$/;

/** The layer versions that a function asks for, in its order. @throws ServiceError when it cannot have them */
export function askedLayers(service: LambdaService, arns: readonly string[]): LayerVersion[] {
  const { account, layers } = service;
  if (arns.length > LIMITS.layers)
    throw invalidParameter(`Cannot reference more than ${LIMITS.layers} layers.`);
  const found = arns.map((arn) => {
    const [, region, owner, name = '', number] = PARTS.exec(arn) ?? [];
    if (region !== account.region)
      throw invalidParameter(
        `Layers are not in the same region as the function. Layers are expected to be in region ${account.region}.`,
      );
    if (owner !== account.accountId) throw accessDenied();
    const version = layers.get(name)?.versions.get(Number(number));
    if (!version) throw invalidParameter(`Layer version ${arn} does not exist.`);
    return version;
  });
  for (const [at, one] of found.entries()) {
    const other = found.slice(0, at).find(({ LayerName }) => LayerName === one.LayerName);
    if (other)
      throw invalidParameter(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${layerVersionArn(account, other)} and ${layerVersionArn(account, one)} are versions of the same layer.`,
      );
  }
  return found;
}

const unpacked = new WeakMap<readonly LayerVersion[], DirectoryNode>();

/** `/opt` of the functions that have this list of layers, unpacked once. */
export function optOf(layers: readonly LayerVersion[]): DirectoryNode {
  const known = unpacked.get(layers) ?? layersOf(layers.map(({ zip }) => filesOf(zip)));
  unpacked.set(layers, known);
  return known;
}
