import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { type CodeInput, readZip } from '../code.ts';
import { ARCHITECTURES, type Architecture } from '../configuration.ts';
import { invalidParameter, resourceNotFound } from '../errors.ts';
import { type LayerVersion, layerArn, layerVersionArn } from '../layers.ts';
import { LIMITS } from '../limits.ts';
import { KNOWN_RUNTIMES } from '../runtime-identifiers.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { length, listOf, matching, mustHold, oneOf } from '../validation.ts';
import { inputOf } from './input.ts';
import { PAGE_SIZE, pageOf, pageViolations } from './pages.ts';

const NAME = '(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+';
const VERSION_ARN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)';

interface PublishLayerVersionInput {
  Description?: string;
  Content?: CodeInput;
  CompatibleRuntimes?: string[];
  CompatibleArchitectures?: Architecture[];
  LicenseInfo?: string;
}

export function publishLayerVersion(
  service: LambdaService,
  request: CloudRequest,
  { LayerName: named }: PathParameters,
): CloudResponse {
  const input = inputOf<PublishLayerVersionInput>(request);
  const { CompatibleRuntimes, CompatibleArchitectures, LicenseInfo, Description = '' } = input;
  mustHold(
    ...layerNameViolations(named),
    ...length(Description, 'description', 0, LIMITS.descriptionLength),
    ...length(LicenseInfo, 'licenseInfo', 0, LIMITS.licenseInfoLength),
    ...listOf(CompatibleRuntimes, 'compatibleRuntimes', KNOWN_RUNTIMES),
    ...length(CompatibleRuntimes, 'compatibleRuntimes', 0, LIMITS.compatibleRuntimes),
    ...listOf(CompatibleArchitectures, 'compatibleArchitectures', ARCHITECTURES),
    ...length(CompatibleArchitectures, 'compatibleArchitectures', 0, ARCHITECTURES.length),
  );
  const LayerName = layerName(named);
  const { zip, CodeSha256, CodeSize } = readZip(service.services, input.Content ?? {});
  const layer = service.layers.get(LayerName) ?? { versions: new Map(), last: 0 };
  service.layers.set(LayerName, layer);
  layer.last += 1;
  const version: LayerVersion = {
    LayerName,
    Version: layer.last,
    Description,
    LicenseInfo,
    CompatibleRuntimes,
    CompatibleArchitectures,
    CreatedDate: new Date(service.clock.now()).toISOString().replace('Z', '+0000'),
    CodeSha256,
    CodeSize,
    zip,
    policy: undefined,
  };
  layer.versions.set(version.Version, version);
  return json(201, describeLayerVersion(service, version));
}

export function getLayerVersion(
  service: LambdaService,
  _request: CloudRequest,
  { LayerName, VersionNumber }: PathParameters,
): CloudResponse {
  mustHold(...layerNameViolations(LayerName));
  const version = service.layers.get(layerName(LayerName))?.versions.get(versionNumber(VersionNumber));
  if (!version) throw resourceNotFound('The resource you requested does not exist.');
  return json(200, describeLayerVersion(service, version));
}

export function getLayerVersionByArn(service: LambdaService, request: CloudRequest): CloudResponse {
  const { Arn } = request.query;
  mustHold(
    ...matching(Arn, 'arn', VERSION_ARN, { required: true }),
    ...length(Arn, 'arn', 1, LIMITS.layerNameLength),
  );
  const version = [...service.layers.values()]
    .flatMap(({ versions }) => [...versions.values()])
    .find((one) => layerVersionArn(service.account, one) === Arn);
  if (!version) throw resourceNotFound('The resource you requested does not exist.');
  return json(200, describeLayerVersion(service, version));
}

/** A version that is not there is as good as deleted. */
export function deleteLayerVersion(
  service: LambdaService,
  _request: CloudRequest,
  { LayerName, VersionNumber }: PathParameters,
): CloudResponse {
  mustHold(...layerNameViolations(LayerName));
  service.layers.get(layerName(LayerName))?.versions.delete(versionNumber(VersionNumber));
  return noContent();
}

/** The versions of a layer, the newest first. */
export function listLayerVersions(
  service: LambdaService,
  { query }: CloudRequest,
  { LayerName }: PathParameters,
): CloudResponse {
  mustHold(...layerNameViolations(LayerName), ...filterViolations(query));
  const versions = newestFirst(service, layerName(LayerName), query);
  const { page, NextMarker } = pageOf(versions, query, ({ Version }) => String(Version));
  return json(200, {
    LayerVersions: page.map((version) => listedLayerVersion(service, version)),
    ...(NextMarker && { NextMarker }),
  });
}

/** The layers by name, each with its newest version. */
export function listLayers(service: LambdaService, { query }: CloudRequest): CloudResponse {
  mustHold(...filterViolations(query));
  const newest = [...service.layers.keys()]
    .sort()
    .flatMap((name) => newestFirst(service, name, query).slice(0, 1));
  const { page, NextMarker } = pageOf(newest, query, ({ LayerName }) => LayerName);
  return json(200, {
    Layers: page.map((version) => ({
      LayerName: version.LayerName,
      LayerArn: layerArn(service.account, version.LayerName),
      LatestMatchingVersion: listedLayerVersion(service, version),
    })),
    ...(NextMarker && { NextMarker }),
  });
}

const filterViolations = (query: Record<string, string>) => [
  ...oneOf(query.CompatibleRuntime, 'compatibleRuntime', KNOWN_RUNTIMES),
  ...oneOf(query.CompatibleArchitecture, 'compatibleArchitecture', ARCHITECTURES),
  ...pageViolations(query, PAGE_SIZE),
];

const newestFirst = (
  { layers }: LambdaService,
  name: string,
  { CompatibleRuntime, CompatibleArchitecture }: Record<string, string>,
): LayerVersion[] =>
  [...(layers.get(name)?.versions.values() ?? [])]
    .reverse()
    .filter(
      ({ CompatibleRuntimes: runtimes = [], CompatibleArchitectures: architectures = [] }) =>
        (CompatibleRuntime === undefined || runtimes.includes(CompatibleRuntime)) &&
        (CompatibleArchitecture === undefined || architectures.some((one) => one === CompatibleArchitecture)),
    );

export const layerNameViolations = (name: string) => [
  ...matching(name, 'layerName', NAME),
  ...length(name, 'layerName', 1, LIMITS.layerNameLength),
];

/** A layer is named by its name, or by its ARN. */
export const layerName = (named: string) => named.slice(named.lastIndexOf(':') + 1);

/** @throws InvalidParameterValueException */
export function versionNumber(text: string): number {
  const number = Number(text);
  if (!(number >= 1)) throw invalidParameter('Layer Version Cannot be less than 1');
  return number;
}

function listedLayerVersion({ account }: LambdaService, version: LayerVersion) {
  const { zip, policy, LayerName, CodeSha256, CodeSize, ...rest } = version;
  return { ...rest, LayerVersionArn: layerVersionArn(account, version) };
}

function describeLayerVersion(service: LambdaService, version: LayerVersion) {
  const { region, accountId } = service.account;
  const { LayerName, CodeSha256, CodeSize } = version;
  return {
    ...listedLayerVersion(service, version),
    LayerArn: layerArn(service.account, LayerName),
    Content: {
      CodeSha256,
      CodeSize,
      Location: `https://awslambda-${region}-layers.s3.${region}.amazonaws.com/snapshots/${accountId}/${LayerName}`,
    },
  };
}
