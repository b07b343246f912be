import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { ANSWERS, account, arnOf } from '../support/asynchronous.ts';
import { throughJson } from '../support/reloading.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

const QUEUE = arnOf('sqs', 'orders');
const STREAM = arnOf('kinesis', 'stream/orders');

async function mappings() {
  const { cloud, client } = await account(ANSWERS);
  const create = (input: Partial<CreateEventSourceMappingCommandInput> = {}) =>
    client.send(
      new CreateEventSourceMappingCommand({ FunctionName: 'demo', EventSourceArn: QUEUE, ...input }),
    );
  const get = (UUID: string | undefined) => client.send(new GetEventSourceMappingCommand({ UUID }));
  return { cloud, client, create, get };
}

test('a mapping is created, enabled, disabled and deleted, and each takes its time', async () => {
  const { cloud, client, create, get } = await mappings();
  const { UUID, State } = await create();
  expect(State).toBe('Creating');
  await expect(client.send(new DeleteEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
    name: 'ResourceInUseException',
    message: 'Cannot delete the event source mapping because it is in use.',
  });
  await cloud.settled();
  expect((await get(UUID)).State).toBe('Enabled');
  const disabling = await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  expect(disabling.State).toBe('Disabling');
  await cloud.settled();
  expect((await get(UUID)).State).toBe('Disabled');
  const updating = await client.send(new UpdateEventSourceMappingCommand({ UUID, BatchSize: 5 }));
  expect(updating).toMatchObject({ State: 'Updating', BatchSize: 5 });
  await cloud.settled();
  expect(await get(UUID)).toMatchObject({
    State: 'Disabled',
    BatchSize: 5,
    MaximumBatchingWindowInSeconds: 0,
  });
  expect((await client.send(new DeleteEventSourceMappingCommand({ UUID }))).State).toBe('Deleting');
  await cloud.settled();
  await expect(get(UUID)).rejects.toThrow('The resource you requested does not exist.');
});

test('a mapping that is being created when the account is saved is enabled after it was loaded', async () => {
  const { cloud, create } = await mappings();
  const { UUID } = await create();
  const loaded = await freshCloud(2, throughJson(cloud.save()));
  const { client } = targetOn(loaded);
  const get = () => client.send(new GetEventSourceMappingCommand({ UUID }));
  expect((await get()).State).toBe('Creating');
  await loaded.settled();
  expect((await get()).State).toBe('Enabled');
});

test('a stream needs a starting position, and has defaults of its own', async () => {
  const { create } = await mappings();
  await expect(create({ EventSourceArn: STREAM })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message:
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
  });
  const wrong = create({ EventSourceArn: STREAM, StartingPosition: 'invalid' as 'LATEST' });
  await expect(wrong).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'invalid' at 'startingPosition' failed to satisfy constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]",
  });
  expect(await create({ EventSourceArn: STREAM, StartingPosition: 'LATEST' })).toMatchObject({
    BatchSize: 100,
    ParallelizationFactor: 1,
    BisectBatchOnFunctionError: false,
    MaximumRecordAgeInSeconds: -1,
    MaximumRetryAttempts: -1,
    TumblingWindowInSeconds: 0,
    StateTransitionReason: 'User action',
    LastProcessingResult: 'No records processed',
  });
});

test('what cannot be is refused in the words of AWS', async () => {
  const { create } = await mappings();
  await expect(create({ BatchSize: 11 })).rejects.toThrow(
    'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
  );
  await expect(create({ EventSourceArn: arnOf('sns', 'orders') })).rejects.toThrow(
    'Unrecognized event source.',
  );
  await expect(create({ FilterCriteria: { Filters: [{ Pattern: '[1]' }] } })).rejects.toThrow(
    'Invalid filter pattern definition.',
  );
  await expect(create({ ParallelizationFactor: 11 })).rejects.toThrow(
    "Value '11' at 'parallelizationFactor' failed to satisfy constraint: Member must have value less than or equal to 10",
  );
  await expect(create({ FunctionName: 'demo:nothing' })).rejects.toThrow('Function does not exist');
});

test('a function polls a source only once; a topic beside another is another source', async () => {
  const { create } = await mappings();
  const { UUID } = await create();
  await expect(create()).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message: `An event source mapping with SQS arn (" ${QUEUE} ") and function (" demo ") already exists. Please update or delete the existing mapping with UUID ${UUID}`,
  });
  const kafka = (Topics: string[]) =>
    create({
      EventSourceArn: undefined,
      SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka:1000'] } },
      SourceAccessConfigurations: [{ Type: 'SASL_SCRAM_256_AUTH', URI: arnOf('secretsmanager', 'secret:x') }],
      Topics,
    });
  const first = await kafka(['topic']);
  await kafka(['other']);
  await expect(kafka(['topic'])).rejects.toThrow(
    `An event source mapping with event source ("kafka:1000"), function ("${arnOf('lambda', 'function:demo')}"), topics ("topic") already exists. Please update or delete the existing mapping with UUID ${first.UUID}`,
  );
});

test('a list has the mappings of a function, of a source, or all, and a mapping has tags', async () => {
  const { client, create } = await mappings();
  const { EventSourceMappingArn: Resource } = await create({ Tags: { team: 'one' } });
  await create({ EventSourceArn: STREAM, StartingPosition: 'LATEST', FunctionName: 'demo:$LATEST' });
  const list = async (input: object) => {
    const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand(input));
    return EventSourceMappings.map(({ EventSourceArn }) => EventSourceArn);
  };
  expect(await list({})).toEqual([QUEUE, STREAM]);
  expect(await list({ FunctionName: 'demo' })).toEqual([QUEUE]);
  expect(await list({ EventSourceArn: STREAM })).toEqual([STREAM]);
  await client.send(new TagResourceCommand({ Resource, Tags: { stage: 'test' } }));
  expect((await client.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ team: 'one', stage: 'test' });
  const nothing = arnOf('lambda', 'event-source-mapping:5a63b0c8-1c3f-4d57-8a0e-2f6b7c9d1e34');
  await expect(client.send(new ListTagsCommand({ Resource: nothing }))).rejects.toThrow(
    `Event source mapping not found: ${nothing}`,
  );
});
