import type { NormalizedSchema } from '@smithy/core/schema';
import { ADDED, ownParameters, positionals } from './arguments.ts';
import { choices, OPERATIONS, type Operation, type Parameter, WAITERS } from './model.ts';
import type { Plain } from './output.ts';
import { typeName } from './values.ts';

const SKELETON: Record<string, Plain> = {
  number: 0,
  boolean: true,
  blob: '',
  timestamp: '1970-01-01T00:00:00',
};

/** An example of every member, as `--generate-cli-skeleton` prints it. */
export function skeleton(schema: NormalizedSchema, above: readonly string[] = []): Plain {
  const name = schema.getName() ?? '';
  if (schema.isListSchema()) return [skeleton(schema.getValueSchema(), above)];
  if (schema.isMapSchema()) return { KeyName: skeleton(schema.getValueSchema(), above) };
  if (!schema.isStructSchema()) return SKELETON[typeName(schema)] ?? '';
  if (above.includes(name)) return {};
  const members = [...schema.structIterator()];
  return Object.fromEntries(members.map(([member, inner]) => [member, skeleton(inner, [...above, name])]));
}

/** What stands after the option in shorthand: `Variables={KeyName1=string,KeyName2=string}`. */
function shorthand(schema: NormalizedSchema, nested = false): string {
  if (schema.isListSchema()) {
    const item = shorthand(schema.getValueSchema(), true);
    return nested ? `[${item},${item}]` : `${item} ${item} …`;
  }
  const pairs = schema.isMapSchema()
    ? ['KeyName1', 'KeyName2'].map((key) => `${key}=${shorthand(schema.getValueSchema(), true)}`)
    : schema.isStructSchema()
      ? [...schema.structIterator()].map(([name, member]) => `${name}=${shorthand(member, true)}`)
      : undefined;
  if (!pairs) return typeName(schema);
  return nested ? `{${pairs.join(',')}}` : pairs.join(',');
}

const heading = (name: string) => `${name.toUpperCase()}()\n\n`;
const section = (title: string, lines: readonly string[]) =>
  `${title}\n${lines.map((line) => (line === '' ? '' : `       ${line}`)).join('\n')}\n\n`;
const bullets = (words: Iterable<string>) => [...words].map((word) => `o ${word}`);

function usage({ option, schema, required }: Parameter): string {
  const text = schema.isBooleanSchema() ? `--${option} | --no-${option}` : `--${option} <value>`;
  return required ? text : `[${text}]`;
}

function describe({ option, path, schema, required }: Parameter): string[] {
  const values = choices(path.at(-1) ?? '');
  const isCompound = schema.isListSchema() || schema.isMapSchema() || schema.isStructSchema();
  return [
    `--${option}${schema.isBooleanSchema() ? ` | --no-${option}` : ''} (${typeName(schema)})${required ? ' [required]' : ''}`,
    ...(values.length > 0 ? [`   Possible values: ${values.join(' | ')}`] : []),
    ...(isCompound
      ? [`   Shorthand: ${shorthand(schema)}`, `   JSON:      ${JSON.stringify(skeleton(schema))}`]
      : []),
    ...(schema.isBlobSchema() ? ['   From a file: fileb://path'] : []),
    '',
  ];
}

export function operationHelp(operation: Operation): string {
  const parameters = ownParameters(operation);
  const added = [...(operation.pagedMember ? ADDED.paging : []), ADDED.input, ADDED.skeleton];
  const printed = operation.output.isStructSchema() ? [...operation.output.structIterator()] : [];
  const output = printed.filter(([, schema]) => !schema.isBlobSchema());
  return (
    heading(operation.command) +
    section('NAME', [operation.command]) +
    section('SYNOPSIS', [
      `  ${operation.command}`,
      ...parameters.map(usage),
      ...added.map((option) => `[--${option} <value>]`),
      ...positionals(operation).map((name) => `<${name}>`),
    ]) +
    section('OPTIONS', [
      ...parameters.flatMap(describe),
      ...positionals(operation).flatMap((name) => [
        `${name} (string) [required]`,
        '   The file for the payload of the answer.',
      ]),
    ]) +
    section(
      'OUTPUT',
      output.map(([name, schema]) => `${name} (${typeName(schema)})`),
    )
  );
}

export const serviceHelp = () =>
  heading('lambda') + section('AVAILABLE COMMANDS', bullets([...OPERATIONS.keys(), 'wait', 'help']));

export const waitHelp = () => heading('wait') + section('AVAILABLE COMMANDS', bullets(WAITERS.keys()));

export const awsHelp = () =>
  heading('aws') +
  section('SYNOPSIS', ['aws [options] lambda <operation> [parameters]']) +
  section('DESCRIPTION', [
    'The commands of the AWS CLI for Lambda, on the simulated account of this lab.',
    'aws lambda help              lists the operations',
    'aws lambda <operation> help  lists what an operation takes',
  ]);
