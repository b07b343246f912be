import { type CloudResponse, json, toText } from '../../http.ts';
import type { Random } from '../../random.ts';
import type { ServiceRequest } from '../services.ts';
import { errorJson, invalidValue, notSimulated, SqsError } from './errors.ts';
import {
  createQueue,
  deleteMessage,
  getQueueUrl,
  receiveMessage,
  type SqsInput,
  sendMessage,
} from './operations.ts';
import type { Queues } from './queues.ts';

/** What an operation works on; `at` is virtual time, ms since 1970. */
export interface SqsService {
  queues: Queues;
  account: { region: string; accountId: string };
  /** Of requests and messages. */
  ids: Random;
  at: number;
}

const OPERATIONS: Readonly<Record<string, (service: SqsService, input: SqsInput) => object>> = {
  CreateQueue: createQueue,
  GetQueueUrl: getQueueUrl,
  SendMessage: sendMessage,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
};

/** Answers one request to SQS, in its JSON protocol. Signatures are not checked. */
export function handleSqsRequest(
  service: SqsService,
  request: ServiceRequest,
): { operation: string | undefined; response: CloudResponse } {
  const requestId = service.ids.uuid();
  const [, asked = ''] = (request.headers['x-amz-target'] ?? '').split('.');
  const run = Object.hasOwn(OPERATIONS, asked) ? OPERATIONS[asked] : undefined;
  let response: CloudResponse;
  try {
    if (!run) throw notSimulated(`the operation ${asked} of SQS`);
    response = json(200, run(service, inputOf(request)));
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    response = errorJson(error);
  }
  const headers = {
    ...response.headers,
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': requestId,
  };
  return { operation: run && asked, response: { ...response, headers } };
}

function inputOf({ body }: ServiceRequest): SqsInput {
  try {
    const input: unknown = JSON.parse(toText(body) || '{}');
    if (typeof input === 'object' && input !== null) return input;
  } catch {
    // Said below.
  }
  throw invalidValue('The request body is no JSON object.');
}
