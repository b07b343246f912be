import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readPage } from './pages.mjs';

const lambda = new LambdaClient();

export const handler = async ({ archive, cursor, orders, revenue }, context) => {
  for (let read = 0; read < 2 && cursor !== null; read += 1) {
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
