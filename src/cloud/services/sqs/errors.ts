import { type CloudResponse, json } from '../../http.ts';

/** An error as SQS answers it, in the JSON protocol. `queryCode` is its name from the days of the query protocol. */
export class SqsError extends Error {
  readonly queryCode: string;
  constructor(name: string, message: string, queryCode = name) {
    super(message);
    this.name = name;
    this.queryCode = queryCode;
  }
}

export const noSuchQueue = () =>
  new SqsError(
    'QueueDoesNotExist',
    'The specified queue does not exist.',
    'AWS.SimpleQueueService.NonExistentQueue',
  );
export const invalidValue = (message: string) => new SqsError('InvalidParameterValue', message);
export const missing = (parameter: string) =>
  new SqsError('MissingParameter', `The request must contain the parameter ${parameter}.`);
/** What SQS has and this simulator does not. */
export const notSimulated = (what: string) =>
  new SqsError(
    'UnsupportedOperation',
    `This simulator does not have ${what}.`,
    'AWS.SimpleQueueService.UnsupportedOperation',
  );

export const errorJson = ({ name, message, queryCode }: SqsError): CloudResponse =>
  json(
    400,
    { __type: `com.amazonaws.sqs#${name}`, message },
    { 'x-amzn-query-error': `${queryCode};Sender` },
  );
