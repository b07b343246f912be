import * as sdk from '@aws-sdk/client-lambda';
import { NormalizedSchema } from '@smithy/core/schema';

/** One option of an operation: `--function-name` is the member `FunctionName` of its input. */
export interface Parameter {
  option: string;
  /** From the input down to the member, more than one name where the CLI has an option of its own for it. */
  path: readonly string[];
  schema: NormalizedSchema;
  required: boolean;
}

export interface Operation {
  name: string;
  command: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  parameters: readonly Parameter[];
  /** The list that the CLI collects over all pages, where the answer comes in pages. */
  pagedMember: string | undefined;
  send(client: sdk.LambdaClient, input: object): Promise<Record<string, unknown>>;
}

type Command = new (input: object) => Parameters<sdk.LambdaClient['send']>[0];
type Waiter = (settings: object, input: object) => Promise<{ state: string }>;

const exported: Readonly<Record<string, unknown>> = sdk;

/** A name as the CLI writes it: `GetFunctionUrlConfig` is `get-function-url-config`. */
export const kebab = (name: string) =>
  name
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** The members that a request cannot do without: a schema tells their number, and has them first. */
export function requiredMembers(struct: NormalizedSchema): ReadonlySet<string> {
  const [, , , , names = [], , count = 0] = struct.getSchema() as unknown as [
    number,
    string,
    string,
    unknown,
    string[]?,
    unknown[]?,
    number?,
  ];
  return new Set(names.slice(0, count));
}

/** `--zip-file` stands for the code within `--code` or `--content`, which the CLI no longer demands then. */
function zipFile(members: readonly [string, NormalizedSchema][]): Parameter | undefined {
  const holder = members.find(
    ([, schema]) =>
      schema.isStructSchema() && [...schema.structIterator()].some(([name]) => name === 'ZipFile'),
  );
  if (!holder) return;
  const [name, schema] = holder;
  return {
    option: 'zip-file',
    path: [name, 'ZipFile'],
    schema: schema.getMemberSchema('ZipFile'),
    required: false,
  };
}

function parametersOf(input: NormalizedSchema): Parameter[] {
  const required = requiredMembers(input);
  const members = [...input.structIterator()];
  const zip = zipFile(members);
  const parameters = members.map(([name, schema]) => ({
    option: kebab(name),
    path: [name],
    schema,
    required: required.has(name) && name !== zip?.path[0],
  }));
  return zip ? [...parameters, zip] : parameters;
}

function pagedMember(input: NormalizedSchema, output: NormalizedSchema): string | undefined {
  const members = [...output.structIterator()];
  const isPaged =
    members.some(([name]) => name === 'NextMarker') &&
    [...input.structIterator()].some(([name]) => name === 'Marker');
  return isPaged ? members.find(([, schema]) => schema.isListSchema())?.[0] : undefined;
}

function readOperation(name: string): Operation | undefined {
  const schema = exported[`${name}$`];
  const SdkCommand = exported[`${name}Command`] as Command | undefined;
  if (!Array.isArray(schema) || schema[0] !== 9 || !SdkCommand) return;
  const [input, output] = [NormalizedSchema.of(schema[4]()), NormalizedSchema.of(schema[5]())];
  // The CLI has no operation that answers with a stream of events.
  if (output.isStructSchema() && output.getEventStreamMember() !== '') return;
  return {
    name,
    command: kebab(name),
    input,
    output,
    parameters: input.isStructSchema() ? parametersOf(input) : [],
    pagedMember: output.isStructSchema() ? pagedMember(input, output) : undefined,
    send: async (client, values) =>
      (await client.send(new SdkCommand(values))) as unknown as Record<string, unknown>,
  };
}

const names = (pattern: RegExp) => Object.keys(exported).flatMap((name) => pattern.exec(name)?.[1] ?? []);

/** Every operation that the SDK knows, by the CLI's name for it. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  names(/^(\w+)Command$/)
    .sort()
    .flatMap((name) => readOperation(name) ?? [])
    .map((operation) => [operation.command, operation]),
);

/** The SDK's waiters, such as `function-active-v2`. Each of them asks `GetFunction` or for its configuration. */
export const WAITERS: ReadonlyMap<string, { name: string; wait: Waiter }> = new Map(
  names(/^waitFor(\w+)$/)
    .sort()
    .map((name) => [kebab(name), { name, wait: exported[`waitFor${name}`] as Waiter }]),
);

/** What a member may be, where the SDK has an enumeration of its name. */
export function choices(member: string): readonly string[] {
  const named = exported[member] ?? exported[member.replace(/s$/, '')] ?? exported[`FunctionUrl${member}`];
  return typeof named === 'object' && named !== null && !Array.isArray(named)
    ? Object.values(named).filter((value): value is string => typeof value === 'string')
    : [];
}
