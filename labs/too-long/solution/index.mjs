import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readPage } from './pages.mjs';

const lambda = new LambdaClient();

/** The longest page takes 81 seconds. */
const RESERVE_MS = 90_000;

export const handler = async ({ archive, cursor, orders, revenue }, context) => {
  while (cursor !== null && context.getRemainingTimeInMillis() > RESERVE_MS) {
    const page = await readPage(archive, cursor);
    console.log('read', cursor);
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
