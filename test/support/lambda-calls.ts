import * as sdk from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import type { Answer, Guard, Step } from './lambda-model.ts';
import { freshCloud, targetOn } from './simulate.ts';

const ZIPS = [0, 1, 2].map((code) =>
  zipSync(
    { 'index.mjs': strToU8(`export const handler = () => ${code};`) },
    { mtime: '2026-01-01T00:00:00' },
  ),
);
export const arnOf = (fn: string) => `arn:aws:lambda:us-east-1:111122223333:function:${fn}`;
export const layerArn = ([layer, version]: readonly [string, number]) =>
  `arn:aws:lambda:us-east-1:111122223333:layer:${layer}:${version}`;

/** An account that the steps are carried out on, with what they need to know of it. */
export async function simulated() {
  const cloud = await freshCloud();
  const { client } = targetOn(cloud);
  /** As they were last seen, by ARN. */
  const revisions = new Map<string, string>();

  const guarded = (arn: string, kind: Guard) => {
    if (kind === 'none') return {};
    return { RevisionId: kind === 'current' ? revisions.get(arn) : '00000000-0000-4000-8000-000000000000' };
  };

  async function send(
    one: Step,
  ): Promise<{ Version?: string | number | undefined; FunctionVersion?: string | undefined }> {
    switch (one.op) {
      case 'create':
        return client.send(
          new sdk.CreateFunctionCommand({
            FunctionName: one.fn,
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            Role: 'arn:aws:iam::111122223333:role/demo',
            Code: { ZipFile: ZIPS[one.code] },
            Publish: one.publish,
          }),
        );
      case 'updateCode':
        return client.send(
          new sdk.UpdateFunctionCodeCommand({
            FunctionName: one.fn,
            ZipFile: ZIPS[one.code],
            Publish: one.publish,
            ...guarded(arnOf(one.fn), one.guard),
          }),
        );
      case 'configure':
        return client.send(
          new sdk.UpdateFunctionConfigurationCommand({
            FunctionName: one.fn,
            Description: one.description,
            Layers: one.layers?.map(layerArn),
            ...guarded(arnOf(one.fn), one.guard),
          }),
        );
      case 'publish':
        return client.send(
          new sdk.PublishVersionCommand({
            FunctionName: one.fn,
            Description: one.description,
            CodeSha256: one.sha === undefined ? undefined : await sha(one.sha),
            ...guarded(arnOf(one.fn), one.guard),
          }),
        );
      case 'deleteFunction':
        return client.send(new sdk.DeleteFunctionCommand({ FunctionName: one.fn })).then(nothing);
      case 'deleteVersion':
        return client
          .send(new sdk.DeleteFunctionCommand({ FunctionName: one.fn, Qualifier: one.version }))
          .then(nothing);
      case 'createAlias':
        return client.send(
          new sdk.CreateAliasCommand({
            FunctionName: one.fn,
            Name: one.alias,
            FunctionVersion: one.version,
            RoutingConfig: one.weight ? routing(one.weight) : undefined,
          }),
        );
      case 'updateAlias':
        return client.send(
          new sdk.UpdateAliasCommand({
            FunctionName: one.fn,
            Name: one.alias,
            FunctionVersion: one.version,
            RoutingConfig: one.weight === undefined ? undefined : routing(one.weight),
            ...guarded(`${arnOf(one.fn)}:${one.alias}`, one.guard),
          }),
        );
      case 'deleteAlias':
        return client
          .send(new sdk.DeleteAliasCommand({ FunctionName: one.fn, Name: one.alias }))
          .then(nothing);
      case 'publishLayer':
        return client.send(
          new sdk.PublishLayerVersionCommand({ LayerName: one.layer, Content: { ZipFile: ZIPS[one.code] } }),
        );
      case 'deleteLayer':
        return client
          .send(new sdk.DeleteLayerVersionCommand({ LayerName: one.layer, VersionNumber: one.version }))
          .then(nothing);
      case 'reserve':
        return client
          .send(
            new sdk.PutFunctionConcurrencyCommand({
              FunctionName: one.fn,
              ReservedConcurrentExecutions: one.count,
            }),
          )
          .then(nothing);
      case 'unreserve':
        return client.send(new sdk.DeleteFunctionConcurrencyCommand({ FunctionName: one.fn })).then(nothing);
      case 'tag':
        return client
          .send(new sdk.TagResourceCommand({ Resource: arnOf(one.fn), Tags: one.tags }))
          .then(nothing);
      case 'untag':
        return client
          .send(new sdk.UntagResourceCommand({ Resource: arnOf(one.fn), TagKeys: [...one.keys] }))
          .then(nothing);
    }
  }

  /** Carries `step` out, and lets what it started end. */
  async function follow(one: Step): Promise<Answer> {
    const answer = await send(one).then(
      ({ Version, FunctionVersion }) => {
        const made = FunctionVersion ?? Version;
        return made === undefined ? {} : { version: String(made) };
      },
      (error: Error) => ({ error: error.name }),
    );
    await cloud.settled();
    return answer;
  }

  /** The account as its lists and its single answers tell it, which have to agree. */
  async function look() {
    const functions = await all(sdk.paginateListFunctions({ client, pageSize: 1 }, {}), 'Functions');
    const seen = await Promise.all(functions.map(({ FunctionName = '' }) => lookAt(FunctionName)));
    const layers = await all(sdk.paginateListLayers({ client, pageSize: 1 }, {}), 'Layers');
    return {
      functions: Object.fromEntries(seen),
      layers: Object.fromEntries(
        await Promise.all(
          layers.map(async ({ LayerName = '' }) => {
            const list = sdk.paginateListLayerVersions({ client, pageSize: 2 }, { LayerName });
            return [LayerName, (await all(list, 'LayerVersions')).map(({ Version }) => Version)] as const;
          }),
        ),
      ),
    };
  }

  async function lookAt(FunctionName: string) {
    const { Concurrency, Tags } = await client.send(new sdk.GetFunctionCommand({ FunctionName }));
    const listed = await all(
      sdk.paginateListVersionsByFunction({ client, pageSize: 2 }, { FunctionName }),
      'Versions',
    );
    const versions = await Promise.all(
      listed.map(async ({ Version = '' }) => {
        const one = await client.send(
          new sdk.GetFunctionConfigurationCommand({ FunctionName, Qualifier: Version }),
        );
        if (Version === '$LATEST') revisions.set(arnOf(FunctionName), one.RevisionId ?? '');
        const { CodeSha256, Description, Layers = [] } = one;
        return [Version, { CodeSha256, Description, Layers: Layers.map(({ Arn }) => Arn) }] as const;
      }),
    );
    const aliases = await all(sdk.paginateListAliases({ client, pageSize: 1 }, { FunctionName }), 'Aliases');
    for (const { AliasArn = '', RevisionId = '' } of aliases) revisions.set(AliasArn, RevisionId);
    return [
      FunctionName,
      {
        versions: Object.fromEntries(versions),
        aliases: Object.fromEntries(
          aliases.map(({ Name = '', FunctionVersion, RoutingConfig }) => [
            Name,
            { FunctionVersion, ...RoutingConfig?.AdditionalVersionWeights },
          ]),
        ),
        reserved: Concurrency?.ReservedConcurrentExecutions,
        tags: Tags ?? {},
      },
    ] as const;
  }

  return { follow, look, revisions };
}

const nothing = () => ({});
const routing = (to: readonly [string, number] | null) => ({
  AdditionalVersionWeights: to ? { [to[0]]: to[1] } : {},
});
/** What AWS calls the hash of a package. */
export const sha = async (of: number) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', ZIPS[of]!.slice())).toString('base64');

async function all<Page extends object, Name extends keyof Page>(
  pages: AsyncIterable<Page>,
  name: Name,
): Promise<NonNullable<Page[Name]> extends readonly (infer Item)[] ? Item[] : never> {
  const items: unknown[] = [];
  for await (const page of pages) items.push(...((page[name] ?? []) as unknown[]));
  return items as never;
}
