import type { Cloud } from '../../src/cloud/cloud.ts';
import { toBytes, toText } from '../../src/cloud/http.ts';

interface SqsAnswer {
  statusCode: number;
  message?: string;
  QueueUrl?: string;
  Messages?: { Body: string; ReceiptHandle: string; MessageAttributes?: unknown }[];
}

/** One call of an account's SQS, as a client outside of the functions sends it. */
export type AskSqs = (operation: string, input: object) => Promise<SqsAnswer>;

export const sqsOf =
  (cloud: Cloud): AskSqs =>
  async (operation, input) => {
    const { statusCode, body } = await cloud.handle({
      method: 'POST',
      path: '/',
      query: {},
      queryLists: {},
      headers: { host: 'sqs.us-east-1.amazonaws.com', 'x-amz-target': `AmazonSQS.${operation}` },
      body: toBytes(JSON.stringify(input)),
    });
    return { ...JSON.parse(toText(body)), statusCode };
  };

/** The same over HTTP, where the signature names the service. */
export const sqsAt =
  (url: string): AskSqs =>
  async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'x-amz-target': `AmazonSQS.${operation}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDANYBODY/20261123/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(input),
    });
    return { ...((await response.json()) as object), statusCode: response.status };
  };
