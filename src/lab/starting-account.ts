import {
  CreateAliasCommand,
  CreateFunctionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import type { Target } from '../targets/target.ts';
import { buildDeploymentPackage } from './deployment-package.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import { ownerTags } from './owner.ts';
import { zipOf } from './zip.ts';

/** What an account holds when a lab opens, besides the lab's function; with all files. */
export interface StartingAccount {
  layers: readonly { name: string; attached: boolean; files: readonly SourceFile[] }[];
  versions: readonly { description: string; files: readonly SourceFile[] }[];
  aliases: readonly { name: string; version: number }[];
}

export const NOTHING_ELSE: StartingAccount = { layers: [], versions: [], aliases: [] };

/**
 * Creates the lab's function, with `ZipFile` as the code of `$LATEST`, and what else the account begins with.
 */
export async function createFunction(
  lab: LabSettings,
  target: Target,
  ZipFile: Uint8Array,
  { layers, versions, aliases }: StartingAccount,
): Promise<void> {
  const { client } = target;
  const FunctionName = lab.id;
  const packages = [...versions.map(({ files }) => buildDeploymentPackage(files)), ZipFile];

  const Layers: string[] = [];
  for (const layer of layers) {
    const { LayerVersionArn = '' } = await client.send(
      new PublishLayerVersionCommand({
        LayerName: layer.name,
        CompatibleRuntimes: [lab.runtime],
        Content: { ZipFile: zipOf(layer.files) },
      }),
    );
    if (layer.attached) Layers.push(LayerVersionArn);
  }

  for (const [index, ZipFile] of packages.entries()) {
    if (index === 0)
      await client.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: lab.runtime,
          Handler: lab.handler,
          Role: target.roleArn,
          MemorySize: lab.memorySize,
          Timeout: lab.timeout,
          Environment: { Variables: lab.environment },
          Layers,
          Code: { ZipFile },
          ...ownerTags(target, lab.id),
        }),
      );
    else await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    await target.functionReady(FunctionName);
    const version = versions[index];
    if (version)
      await client.send(new PublishVersionCommand({ FunctionName, Description: version.description }));
  }
  for (const { name, version } of aliases)
    await client.send(new CreateAliasCommand({ FunctionName, Name: name, FunctionVersion: String(version) }));
  await target.functionReady(FunctionName);
}
