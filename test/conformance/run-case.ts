import * as sdk from '@aws-sdk/client-lambda';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { targetOn } from '../support/simulate.ts';
import { type AskSqs, sqsOf } from '../support/sqs.ts';
import type { Case, ExpectedError, Json, Step } from './case.ts';
import { differences } from './difference.ts';
import { build, fill, NAMES, type Names } from './input.ts';

type Send = (op: string, input: unknown) => Promise<unknown>;

/** What a step of the runner's own waits for: a query of the API, and what it must answer when nothing is scheduled any more. */
const WAITS: Record<string, (until: Json | undefined) => { op: string; expect: Json }> = {
  '@waitActive': () => ({ op: 'GetFunctionConfiguration', expect: { State: 'Active' } }),
  '@waitUpdated': () => ({ op: 'GetFunctionConfiguration', expect: { LastUpdateStatus: 'Successful' } }),
  '@waitProvisioned': (until = '') => ({ op: 'GetProvisionedConcurrencyConfig', expect: { Status: until } }),
  '@waitEsm': (until = '') => ({
    op: 'GetEventSourceMapping',
    expect: until === 'gone' ? { name: 'ResourceNotFoundException' } : { State: until },
  }),
};

/** An account in which nothing was done yet, and a client of it. */
interface Account {
  settled(): Promise<void>;
  client: sdk.LambdaClient;
  sqs: AskSqs;
}

export const accountOf = (cloud: Cloud): Account => ({
  settled: () => cloud.settled(),
  client: targetOn(cloud).client,
  sqs: sqsOf(cloud),
});

/** Runs a case. @returns what was not as AWS answered, a line each */
export async function runCase(
  { id, needs = [], steps }: Case,
  { settled, client, sqs }: Account,
): Promise<string[]> {
  const send: Send = (op, input) => client.send(commandOf(op, input));
  let names: Names = NAMES;
  if (needs.includes('sqs-queue')) await sqs('CreateQueue', { QueueName: NAMES.QUEUE });
  const problems: string[] = [];
  for (const [index, step] of steps.entries()) {
    const at = `${id} step ${index} ${step.op}`;
    if (step.op.startsWith('@')) {
      await settled();
      problems.push(
        ...(step.op === '@receive'
          ? await received(sqs, step, names, at)
          : await waited(send, step, names, at)),
      );
      continue;
    }
    const { output, error } = await outcomeOf(send(step.op, build(step.input, names)));
    problems.push(...judged(step, output, error, names, at));
    for (const [name, path] of Object.entries(step.save ?? {}))
      names = { ...names, [name]: String(valueAt(output, path)) };
  }
  return problems;
}

/** One message from a queue: its body read as JSON, or with `whole` the message. */
async function received(
  sqs: AskSqs,
  { input, expect = {} }: Step,
  names: Names,
  at: string,
): Promise<string[]> {
  const QueueUrl = fill(String(input.QueueArn), names).split(':').at(-1);
  const { Messages = [] } = await sqs('ReceiveMessage', {
    QueueUrl,
    MessageAttributeNames: ['All'],
  });
  const [message] = Messages;
  if (!message) return [`${at}: the queue is empty`];
  return differences(expect.match ?? '@any', input.whole ? message : JSON.parse(message.Body), names, at);
}

async function waited(send: Send, { op, input }: Step, names: Names, at: string): Promise<string[]> {
  const { until, ...rest } = input;
  const wait = WAITS[op]?.(until);
  if (!wait) return [`${at}: the runner has no such step`];
  const { output, error } = await outcomeOf(send(wait.op, build(rest, names)));
  return differences(wait.expect, error ?? output, names, at);
}

function judged({ expect = {} }: Step, output: unknown, error: unknown, names: Names, at: string): string[] {
  const problems: string[] = [];
  const status = valueAt(error ?? output, '$metadata.httpStatusCode');
  if (expect.status !== undefined && status !== expect.status)
    problems.push(`${at}: status ${status}, expected ${expect.status} (${error})`);
  if (expect.error) problems.push(...errorDifferences(expect.error, error, names, at));
  else if (error) problems.push(`${at}: unexpected ${error}`);
  else if (expect.match !== undefined) problems.push(...differences(expect.match, output, names, at));
  return problems;
}

function errorDifferences(
  { name, message, messagePrefix, fields = {} }: ExpectedError,
  error: unknown,
  names: Names,
  at: string,
): string[] {
  const problems = differences(
    { name, ...(message !== undefined && { message }), ...fields },
    error,
    names,
    `${at} error`,
  );
  const text = String(valueAt(error, 'message'));
  if (messagePrefix !== undefined && !text.startsWith(fill(messagePrefix, names)))
    problems.push(`${at}: message ${text.slice(0, 300)} does not start with ${fill(messagePrefix, names)}`);
  return problems;
}

const outcomeOf = (sent: Promise<unknown>): Promise<{ output?: unknown; error?: unknown }> =>
  sent.then(
    (output) => ({ output }),
    (error: unknown) => ({ error }),
  );

const COMMANDS: Readonly<Record<string, unknown>> = sdk;

function commandOf(op: string, input: unknown): sdk.GetFunctionCommand {
  const Command = COMMANDS[`${op}Command`];
  if (typeof Command !== 'function') throw new Error(`The SDK has no ${op}Command.`);
  return Reflect.construct(Command, [input]) as sdk.GetFunctionCommand;
}

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined,
      value,
    );
