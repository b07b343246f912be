import type { CommandIo } from '../shell.ts';
import { ADDED, ownParameters, type Typed } from './arguments.ts';
import type { Operation, Parameter } from './model.ts';
import { UsageError } from './usage-error.ts';
import { type BinaryFormat, conform, parseJson, readList, readValue } from './values.ts';

/** The word itself, or what is in the file that it names: as text after `file://`, as bytes after `fileb://`. */
async function load(option: string, word: string, io: CommandIo): Promise<string | Uint8Array> {
  const [, scheme, path] = /^(fileb?):\/\/(.*)$/s.exec(word) ?? [];
  if (scheme === undefined || path === undefined) return word;
  try {
    const bytes = await io.read(path);
    return scheme === 'fileb' ? bytes : new TextDecoder().decode(bytes);
  } catch {
    throw new UsageError(
      `Error parsing parameter '--${option}': Unable to load paramfile ${word}: [Errno 2] No such file or directory: '${path}'`,
    );
  }
}

async function readTyped({ option, schema }: Parameter, typed: string[] | boolean, io: CommandIo) {
  if (typeof typed === 'boolean') return typed;
  if (option === 'zip-file' && !typed[0]?.startsWith('fileb://'))
    throw new UsageError(
      'Error: --zip-file must be a zip file with the fileb:// prefix.\nExample usage: --zip-file fileb://path/to/file.zip',
    );
  const words = await Promise.all(typed.map((word) => load(option, word, io)));
  return schema.isListSchema() ? readList(option, schema, words) : readValue(option, schema, words[0] ?? '');
}

/** The input of the operation: what `--cli-input-json` says, and over it what was typed. */
export async function readInput(
  operation: Operation,
  { options }: Typed,
  io: CommandIo,
  format: BinaryFormat,
): Promise<Record<string, unknown>> {
  const json = options.get(ADDED.input);
  const base = Array.isArray(json)
    ? parseJson(ADDED.input, String(await load(ADDED.input, json[0] ?? '', io)))
    : {};
  if (typeof base !== 'object' || base === null || Array.isArray(base))
    throw new UsageError(`Error parsing parameter '--${ADDED.input}': it has to be a JSON object.`);
  const input: Record<string, unknown> = { ...base };
  for (const parameter of ownParameters(operation)) {
    const typed = options.get(parameter.option);
    if (typed === undefined) continue;
    const [outer = '', inner] = parameter.path;
    const value = await readTyped(parameter, typed, io);
    input[outer] = inner === undefined ? value : { ...(input[outer] as object | undefined), [inner]: value };
  }
  const problems: string[] = [];
  const fitted = conform(operation.input, input, '', format, problems);
  if (problems.length > 0) throw new UsageError(`Parameter validation failed:\n${problems.join('\n')}`);
  return fitted as Record<string, unknown>;
}
