import {
  type AliasConfiguration,
  type FunctionConfiguration,
  GetFunctionCommand,
  GetLayerVersionCommand,
  GetPolicyCommand,
  type LambdaClient,
  type LayerVersionsListItem,
  paginateListAliases,
  paginateListFunctions,
  paginateListLayers,
  paginateListLayerVersions,
  paginateListVersionsByFunction,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';

/** What the API tells of one function. */
export interface FunctionOverview {
  name: string;
  configuration: FunctionConfiguration;
  tags: Readonly<Record<string, string>>;
  /** Executions at once that are kept for it; undefined without reserved concurrency. */
  reservedConcurrency: number | undefined;
  /** `$LATEST` first. */
  versions: readonly FunctionConfiguration[];
  aliases: readonly AliasConfiguration[];
  /** Resource-based policies (JSON): of the function, and of each version or alias that has one. */
  policies: readonly { qualifier: string | undefined; policy: string }[];
}

export interface LayerOverview {
  name: string;
  versions: readonly LayerVersionOverview[];
}

interface LayerVersionOverview extends LayerVersionsListItem {
  /** Of its package, in bytes. */
  codeSize: number;
  /** `hello:3` for each version of a function that has it. */
  usedBy: readonly string[];
}

/** All of an account, as the Lambda API tells it. */
export interface AccountOverview {
  functions: readonly FunctionOverview[];
  layers: readonly LayerOverview[];
}

/** Asks the API for everything in the account. */
export async function readOverview(client: LambdaClient): Promise<AccountOverview> {
  const functions: FunctionOverview[] = [];
  for (const { FunctionName } of await functionsOf(client))
    functions.push(await readFunction(client, FunctionName ?? ''));
  return { functions, layers: await readLayers(client, functions) };
}

const functionsOf = (client: LambdaClient) =>
  gathered(paginateListFunctions({ client }, {}), ({ Functions }) => Functions);

async function readFunction(client: LambdaClient, FunctionName: string): Promise<FunctionOverview> {
  const named = { FunctionName };
  const { Configuration = {}, Tags = {}, Concurrency } = await client.send(new GetFunctionCommand(named));
  const versions = await gathered(
    paginateListVersionsByFunction({ client }, named),
    ({ Versions }) => Versions,
  );
  const aliases = await gathered(paginateListAliases({ client }, named), ({ Aliases }) => Aliases);
  const qualifiers = [
    undefined,
    ...versions.slice(1).map(({ Version }) => Version),
    ...aliases.map(({ Name }) => Name),
  ];
  const policies: { qualifier: string | undefined; policy: string }[] = [];
  for (const qualifier of qualifiers) {
    const policy = await policyOf(client, FunctionName, qualifier);
    if (policy) policies.push({ qualifier, policy });
  }
  return {
    name: FunctionName,
    configuration: Configuration,
    tags: Tags,
    reservedConcurrency: Concurrency?.ReservedConcurrentExecutions,
    versions,
    aliases,
    policies,
  };
}

async function policyOf(client: LambdaClient, FunctionName: string, Qualifier: string | undefined) {
  try {
    return (await client.send(new GetPolicyCommand({ FunctionName, Qualifier }))).Policy;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function readLayers(client: LambdaClient, functions: readonly FunctionOverview[]) {
  const layers: LayerOverview[] = [];
  for (const { LayerName = '' } of await gathered(
    paginateListLayers({ client }, {}),
    ({ Layers }) => Layers,
  )) {
    const listed = await gathered(
      paginateListLayerVersions({ client }, { LayerName }),
      ({ LayerVersions }) => LayerVersions,
    );
    const versions: LayerVersionOverview[] = [];
    for (const version of listed) {
      const { Content } = await client.send(
        new GetLayerVersionCommand({ LayerName, VersionNumber: version.Version }),
      );
      const usedBy = functions.flatMap(({ name, versions }) =>
        versions
          .filter(({ Layers = [] }) => Layers.some(({ Arn }) => Arn === version.LayerVersionArn))
          .map(({ Version }) => `${name}:${Version}`),
      );
      versions.push({ ...version, codeSize: Content?.CodeSize ?? 0, usedBy });
    }
    layers.push({ name: LayerName, versions });
  }
  return layers;
}

async function gathered<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
