import { toBytes, toText } from '../../http.ts';
import type { ServiceRequest } from '../../services/services.ts';
import type { LambdaService } from '../service.ts';
import type { Message } from './queued-event.ts';

/** What the request is signed with is nothing that the account's services look at. */
const SIGNED = { authorization: 'AWS4-HMAC-SHA256' };

/** Sends a message of Lambda's own to another service. @returns what was in the way */
export function deliver(
  service: LambdaService,
  functionName: string,
  arn: string,
  message: Message,
): string | undefined {
  const request = requestTo(service, functionName, arn, message);
  const answer = request && service.services.call(request, service.clock.now());
  if (!answer) return `This simulator has no such service: ${arn.split(':')[2]}`;
  const { statusCode, body } = answer.response;
  return statusCode < 300 ? undefined : toText(body);
}

function requestTo(
  { account, clock, random }: LambdaService,
  functionName: string,
  arn: string,
  { body, attributes }: Message,
): ServiceRequest | undefined {
  const [, , kind, region = '', accountId = '', name = ''] = arn.split(':');
  if (kind === 's3') {
    const time = new Date(clock.now()).toISOString().slice(0, 19);
    const day = time.slice(0, 10).replaceAll('-', '/');
    const key = `aws/lambda/async/${functionName}/${day}/${time.replaceAll(':', '.')}-${random.uuid()}`;
    return {
      method: 'PUT',
      host: `s3.${account.region}.amazonaws.com`,
      path: `/${name}/${key}`,
      headers: { ...SIGNED, 'content-type': 'application/json' },
      body: toBytes(body),
    };
  }
  if (kind !== 'sqs') return undefined;
  const host = `sqs.${region}.amazonaws.com`;
  return {
    method: 'POST',
    host,
    path: '/',
    headers: {
      ...SIGNED,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.SendMessage',
    },
    body: toBytes(
      JSON.stringify({
        QueueUrl: `https://${host}/${accountId}/${name}`,
        MessageBody: body,
        MessageAttributes: attributes,
      }),
    ),
  };
}
