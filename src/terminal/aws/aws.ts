import { type LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { search } from '@jmespath-community/jmespath';
import type { CommandIo, CommandResult, HostCommand } from '../shell.ts';
import { ADDED, demandRequired, type Globals, readOptions, type Typed, takeGlobals } from './arguments.ts';
import { awsHelp, operationHelp, serviceHelp, skeleton, waitHelp } from './help.ts';
import { OPERATIONS, type Operation, WAITERS } from './model.ts';
import { OUTPUTS, type Plain, print, toPlain } from './output.ts';
import { collect } from './paging.ts';
import { readInput } from './request.ts';
import { argumentError, EXIT, UsageError, withNearMisses } from './usage-error.ts';
import type { BinaryFormat } from './values.ts';

const OTHER_SERVICES =
  'this terminal has the commands of Lambda only, on the simulated account of this lab: aws lambda help';
const BINARY_FORMATS = ['base64', 'raw-in-base64-out'];

/** What `aws configure set` may set: the options that it stands for. */
const CONFIGURABLE = ['cli_binary_format', 'output'] as const;
type Settings = Partial<Record<(typeof CONFIGURABLE)[number], string>>;

const done = (stdout: string): CommandResult => ({ stdout, stderr: '', exitCode: 0 });

function demandChoice(option: string, value: string, known: readonly string[]) {
  if (known.includes(value)) return;
  const message = `argument --${option}: Found invalid choice '${value}'; it can be ${known.join(', ')}`;
  throw argumentError(withNearMisses(message, value, known));
}

function query(expression: string | undefined, value: Plain): Plain {
  if (expression === undefined) return value;
  try {
    return search(value, expression) as Plain;
  } catch (error) {
    throw new UsageError(
      `Bad value for --query ${expression}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function configure([verb, name = '', value]: readonly string[], settings: Settings): CommandResult {
  const key = CONFIGURABLE.find((known) => known === name.replaceAll('-', '_'));
  if (key === undefined || (verb !== 'set' && verb !== 'get'))
    throw new UsageError(
      `aws configure: no credentials are needed here. aws configure set and get know ${CONFIGURABLE.join(', ')}.`,
    );
  if (verb === 'get')
    return { ...done(settings[key] ? `${settings[key]}\n` : ''), exitCode: settings[key] ? 0 : 1 };
  settings[key] = value ?? '';
  return done('');
}

const serviceError = (error: LambdaServiceException, operation: string) =>
  `An error occurred (${error.name}) when calling the ${operation} operation: ${error.message}`;

/**
 * The `aws` command on `client`. `settled` lets the simulated time pass until nothing is scheduled any more: with it
 * `aws lambda wait` does not sleep.
 */
export function createAwsCommand(
  client: LambdaClient,
  settled: () => Promise<void> = async () => {},
): HostCommand {
  const settings: Settings = {};

  async function runOperation(
    operation: Operation,
    args: readonly string[],
    globals: Globals,
    io: CommandIo,
  ): Promise<CommandResult> {
    const typed = readOptions(operation, args);
    if (typed.options.has(ADDED.skeleton)) {
      const word = [typed.options.get(ADDED.skeleton)].flat()[0];
      return done(print('json', skeleton(word === 'output' ? operation.output : operation.input), ''));
    }
    if (!typed.options.has(ADDED.input)) demandRequired(operation, typed);
    const binary = globals['cli-binary-format'] ?? settings.cli_binary_format ?? 'base64';
    demandChoice('cli-binary-format', binary, BINARY_FORMATS);
    const input = await readInput(operation, typed, io, binary as BinaryFormat);
    try {
      const isPaged = operation.pagedMember !== undefined && globals['no-paginate'] === undefined;
      const answer = isPaged
        ? await collect(operation, client, input, typed)
        : await operation.send(client, input);
      return await show(operation, answer, typed, globals, io);
    } catch (error) {
      if (!(error instanceof LambdaServiceException)) throw error;
      throw new UsageError(serviceError(error, operation.name), EXIT.service);
    }
  }

  async function show(
    operation: Operation,
    answer: Record<string, unknown>,
    typed: Typed,
    globals: Globals,
    io: CommandIo,
  ): Promise<CommandResult> {
    const { $metadata, Payload, NextToken, ...rest } = answer;
    const members = toPlain(operation.output, rest) as Record<string, Plain>;
    const shown = NextToken === undefined ? members : { ...members, NextToken: NextToken as string };
    const [outfile] = typed.positionals;
    let payload = '';
    if (outfile === '/dev/stdout') payload = new TextDecoder().decode(Payload as Uint8Array | undefined);
    else if (outfile !== undefined)
      await io.write(outfile, (Payload as Uint8Array | undefined) ?? new Uint8Array());
    const format = globals.output ?? settings.output ?? 'json';
    return done(payload + print(format, query(globals.query, shown), operation.name));
  }

  async function runWaiter(args: readonly string[], io: CommandIo): Promise<CommandResult> {
    const [command = '', ...words] = args;
    if (command === 'help' || command === '') return done(waitHelp());
    const waiter = WAITERS.get(command);
    if (!waiter)
      throw argumentError(
        withNearMisses(`argument subcommand: Found invalid choice '${command}'`, command, WAITERS.keys()),
      );
    const asked = OPERATIONS.get('get-function')!;
    if (words[0] === 'help') return done(operationHelp({ ...asked, command: `wait ${command}` }));
    const typed = readOptions(asked, words);
    demandRequired(asked, typed);
    const input = await readInput(asked, typed, io, 'base64');
    await settled();
    const { state } = await waiter.wait(
      { client, minDelay: 0.001, maxDelay: 0.001, maxWaitTime: 0.01 },
      input,
    );
    if (state === 'SUCCESS') return done('');
    const why = await asked.send(client, input).then(
      () => (state === 'FAILURE' ? 'Waiter encountered a terminal failure state' : 'Max attempts exceeded'),
      (error) => (error instanceof LambdaServiceException ? serviceError(error, asked.name) : String(error)),
    );
    throw new UsageError(`Waiter ${waiter.name} failed: ${why}`, EXIT.general);
  }

  async function dispatch(args: readonly string[], io: CommandIo): Promise<CommandResult> {
    const { globals, rest } = takeGlobals(args);
    const [service = '', command = '', ...words] = rest;
    if (globals.version !== undefined) return done('aws-cli of the workbook, for the simulated account\n');
    if (service === 'help') return done(awsHelp());
    if (service === '') throw argumentError('the following arguments are required: command');
    if (service === 'configure') return configure([command, ...words], settings);
    if (service !== 'lambda')
      throw argumentError(
        withNearMisses(`argument command: Found invalid choice '${service}'; ${OTHER_SERVICES}`, service, [
          'lambda',
        ]),
      );
    demandChoice('output', globals.output ?? settings.output ?? 'json', OUTPUTS);
    if (command === '') throw argumentError('the following arguments are required: operation');
    if (command === 'help') return done(serviceHelp());
    if (command === 'wait') return runWaiter(words, io);
    const operation = OPERATIONS.get(command);
    if (!operation)
      throw argumentError(
        withNearMisses(`argument operation: Found invalid choice '${command}'`, command, OPERATIONS.keys()),
      );
    if (words[0] === 'help') return done(operationHelp(operation));
    const result = await runOperation(operation, words, globals, io);
    return { ...result, stderr: ignored(globals) };
  }

  return async (args, io) => {
    try {
      return await dispatch(args, io);
    } catch (error) {
      const exitCode = error instanceof UsageError ? error.exitCode : EXIT.general;
      return { stdout: '', stderr: `\n${error instanceof Error ? error.message : error}\n`, exitCode };
    }
  };
}

/** What the terminal cannot follow is said, so that nobody believes to have spoken to somewhere else. */
function ignored(globals: Globals): string {
  const region = globals.region;
  const notes = [
    ...(globals['endpoint-url'] === undefined ? [] : ['--endpoint-url']),
    ...(region === undefined || region === 'us-east-1' ? [] : ['--region']),
  ];
  return notes
    .map((option) => `aws: ${option} has no effect: the simulated account is in us-east-1.\n`)
    .join('');
}
