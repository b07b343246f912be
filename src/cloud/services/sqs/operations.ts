import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toBytes } from '../../http.ts';
import { invalidValue, missing, noSuchQueue, notSimulated } from './errors.ts';
import { type MessageAttributes, type Queue, type QueuedMessage, SQS_LIMITS, weightOf } from './queues.ts';
import type { SqsService } from './service.ts';

/** The input of an operation; the names are those of the API. */
export interface SqsInput {
  QueueName?: string;
  QueueUrl?: string;
  Attributes?: Readonly<Record<string, string>>;
  MessageBody?: string;
  MessageAttributes?: MessageAttributes;
  DelaySeconds?: number;
  MaxNumberOfMessages?: number;
  MessageAttributeNames?: readonly string[];
  VisibilityTimeout?: number;
  ReceiptHandle?: string;
}

/** A queue that is there already is as good as created. */
export function createQueue(service: SqsService, input: SqsInput) {
  const { QueueName = '', Attributes = {} } = input;
  if (!/^[a-zA-Z0-9_-]{1,80}$/.test(QueueName))
    throw invalidValue(
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  const [asked] = Object.keys(Attributes);
  if (asked) throw notSimulated(`the attribute ${asked} of queues`);
  if (!service.queues.has(QueueName)) service.queues.set(QueueName, { messages: [] });
  return { QueueUrl: urlOf(service, QueueName) };
}

export function getQueueUrl(service: SqsService, { QueueName = '' }: SqsInput) {
  if (!service.queues.has(QueueName)) throw noSuchQueue();
  return { QueueUrl: urlOf(service, QueueName) };
}

export function sendMessage(service: SqsService, input: SqsInput) {
  const { MessageBody: body = '', MessageAttributes: attributes = {}, DelaySeconds = 0 } = input;
  const queue = queueOf(service, input);
  if (body === '') throw missing('MessageBody');
  const bytes = weightOf({ body, attributes });
  if (bytes > SQS_LIMITS.messageBytes)
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${SQS_LIMITS.messageBytes} bytes.`,
    );
  if (storedBytes(service) + bytes > SQS_LIMITS.accountBytes)
    throw notSimulated(`room for more than ${SQS_LIMITS.accountBytes / 2 ** 20} MB in all queues together`);
  const messageId = service.ids.uuid();
  const visibleAt = service.at + DelaySeconds * 1000;
  queue.messages.push({ messageId, body, attributes, visibleAt, receiptHandle: undefined });
  return { MessageId: messageId, MD5OfMessageBody: md5Of(body) };
}

/** What is received is hidden for a while, and comes again unless it is deleted. */
export function receiveMessage(service: SqsService, input: SqsInput) {
  const { MaxNumberOfMessages = 1, VisibilityTimeout = SQS_LIMITS.visibilitySeconds } = input;
  const queue = queueOf(service, input);
  if (!(MaxNumberOfMessages >= 1 && MaxNumberOfMessages <= SQS_LIMITS.messagesAtOnce))
    throw invalidValue(
      `Value ${MaxNumberOfMessages} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and ${SQS_LIMITS.messagesAtOnce}, if provided.`,
    );
  const received = queue.messages
    .filter(({ visibleAt }) => visibleAt <= service.at)
    .slice(0, MaxNumberOfMessages);
  for (const message of received) {
    message.visibleAt = service.at + VisibilityTimeout * 1000;
    message.receiptHandle = service.ids.hex(40);
  }
  if (received.length === 0) return {};
  return { Messages: received.map((message) => describeMessage(message, input.MessageAttributeNames)) };
}

export function deleteMessage(service: SqsService, input: SqsInput) {
  const queue = queueOf(service, input);
  if (!input.ReceiptHandle) throw missing('ReceiptHandle');
  queue.messages = queue.messages.filter(({ receiptHandle }) => receiptHandle !== input.ReceiptHandle);
  return {};
}

function describeMessage(
  { messageId, receiptHandle, body, attributes }: QueuedMessage,
  asked: readonly string[] = [],
) {
  const all = asked.some((name) => name === 'All' || name === '.*');
  const shown = Object.entries(attributes).filter(([name]) => all || asked.includes(name));
  return {
    MessageId: messageId,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5Of(body),
    Body: body,
    ...(shown.length > 0 && { MessageAttributes: Object.fromEntries(shown) }),
  };
}

/** @throws QueueDoesNotExist */
function queueOf({ queues }: SqsService, { QueueUrl }: SqsInput): Queue {
  if (!QueueUrl) throw missing('QueueUrl');
  const queue = queues.get(QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1));
  if (!queue) throw noSuchQueue();
  return queue;
}

const urlOf = ({ account: { region, accountId } }: SqsService, name: string) =>
  `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;

const storedBytes = ({ queues }: SqsService) =>
  [...queues.values()].flatMap(({ messages }) => messages).reduce((sum, one) => sum + weightOf(one), 0);

const md5Of = (text: string) => bytesToHex(md5(toBytes(text)));
