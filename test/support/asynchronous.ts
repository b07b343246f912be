import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { freshCloud, targetOn } from './simulate.ts';
import { sqsOf } from './sqs.ts';

export const arnOf = (service: string, name: string) => `arn:aws:${service}:us-east-1:111122223333:${name}`;
export const FAILS = "export const handler = () => { throw new Error('no'); };";
export const ANSWERS = 'export const handler = (event) => event;';

/** An account with the function `demo`, and the queues `results` and `dead`. */
export async function account(code: string, more: Partial<CreateFunctionCommandInput> = {}) {
  const cloud = await freshCloud();
  const { client, s3 } = targetOn(cloud);
  const create = async (FunctionName: string, text: string, settings: typeof more = {}) => {
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111122223333:role/demo',
        Timeout: 60,
        Code: { ZipFile: zipSync({ 'index.mjs': strToU8(text) }) },
        ...settings,
      }),
    );
    await cloud.settled();
  };
  await create('demo', code, more);
  const sqs = sqsOf(cloud);
  for (const QueueName of ['results', 'dead']) await sqs('CreateQueue', { QueueName });
  const begun = cloud.trace.length;
  return {
    cloud,
    client,
    s3,
    sqs,
    create,
    configure: (input: Omit<PutFunctionEventInvokeConfigCommandInput, 'FunctionName'>) =>
      client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'demo', ...input })),
    reserve: (ReservedConcurrentExecutions: number) =>
      client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'demo', ReservedConcurrentExecutions })),
    send: (payload: unknown = {}, FunctionName = 'demo') =>
      client.send(
        new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(payload) }),
      ),
    async received(QueueUrl: string) {
      await cloud.settled();
      const { Messages = [] } = await sqs('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
      return Messages.map(({ Body }) => JSON.parse(Body));
    },
    /** What became of the events: seconds since the first was accepted, and what happened then. */
    async story() {
      await cloud.settled();
      const steps = cloud.trace.slice(begun).filter((event) => event.type.startsWith('event-'));
      const [first] = steps as { at: number }[];
      return steps.map((event) => {
        const { type, at, requestId, functionName, ...what } = event as typeof event &
          Record<string, unknown>;
        return [
          Math.floor((Number(at) - (first?.at ?? 0)) / 1000),
          type.slice('event-'.length),
          ...Object.values(what),
        ];
      });
    },
  };
}
