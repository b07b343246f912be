/** All queues of the account, by name. */
export type Queues = Map<string, Queue>;

/** A standard queue: the oldest message first. */
export interface Queue {
  messages: QueuedMessage[];
}

export interface QueuedMessage {
  messageId: string;
  body: string;
  attributes: MessageAttributes;
  /** ms since 1970: until then nobody receives it. */
  visibleAt: number;
  /** Of the last time it was received. */
  receiptHandle: string | undefined;
}

export type MessageAttributes = Readonly<Record<string, { DataType: string; StringValue: string }>>;

/** What SQS allows (Amazon SQS quotas, 2026-10), and what only the simulator limits. */
export const SQS_LIMITS = {
  /** Body and attributes: 256 KB before 2025. */
  messageBytes: 1_048_576,
  messagesAtOnce: 10,
  visibilitySeconds: 30,
  /** The simulator's own, for all queues of the account. */
  accountBytes: 16 * 2 ** 20,
} as const;

const encoder = new TextEncoder();

export const weightOf = ({ body, attributes }: Pick<QueuedMessage, 'body' | 'attributes'>): number =>
  encoder.encode(body).length +
  Object.entries(attributes)
    .flatMap(([name, { DataType, StringValue }]) => [name, DataType, StringValue])
    .reduce((sum, text) => sum + encoder.encode(text).length, 0);
