import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readPage } from './pages.mjs';

const lambda = new LambdaClient();

const RESERVE_MS = 90_000;
const progress = new Map();

export const handler = async (event, context) => {
  const { archive } = event;
  let { cursor, orders, revenue } = progress.get(archive) ?? event;
  while (cursor !== null && context.getRemainingTimeInMillis() > RESERVE_MS) {
    const page = await readPage(archive, cursor);
    orders += page.orders;
    revenue += page.revenue;
    cursor = page.next;
  }
  progress.set(archive, { cursor, orders, revenue });
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
