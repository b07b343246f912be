import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readPage } from './pages.mjs';

const lambda = new LambdaClient();

const RESERVE_MS = 90_000;

export const handler = async ({ archive, cursor }, context) => {
  let orders = 0;
  let revenue = 0;
  while (cursor !== null && context.getRemainingTimeInMillis() > RESERVE_MS) {
    const page = await readPage(archive, cursor);
    orders += page.orders;
    revenue += page.revenue;
    cursor = page.next;
  }
  const checkpoint = { archive, cursor, orders, revenue };
  if (cursor !== null) {
    await lambda.send(
      new InvokeCommand({
        FunctionName: context.functionName,
        InvocationType: 'Event',
        Payload: JSON.stringify(checkpoint),
      }),
    );
  }
  return checkpoint;
};
