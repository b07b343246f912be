import { type CloudResponse, json } from '../http.ts';

/** An error as the Lambda API answers it. Which keys its body has depends on its name (recorded 2025-11). */
export class ServiceError extends Error {
  readonly statusCode: number;
  /** AWS may say nothing. */
  readonly said: string | null;
  readonly fields: Record<string, unknown>;
  constructor(name: string, statusCode: number, said: string | null, fields: Record<string, unknown> = {}) {
    super(said ?? name);
    this.name = name;
    this.statusCode = statusCode;
    this.said = said;
    this.fields = fields;
  }
}

const user = { Type: 'User' };

export const resourceNotFound = (message: string) =>
  new ServiceError('ResourceNotFoundException', 404, message, user);
export const invalidParameter = (message: string) =>
  new ServiceError('InvalidParameterValueException', 400, message, user);
/** Of refused reservations, and of `$LATEST` with a weight, AWS does not say that they are the user's fault (recorded 2025-11). */
export const refused = (message: string) => new ServiceError('InvalidParameterValueException', 400, message);
export const resourceConflict = (message: string) =>
  new ServiceError('ResourceConflictException', 409, message, user);
export const resourceInUse = (message: string) =>
  new ServiceError('ResourceInUseException', 400, message, user);
export const validation = (message: string) => new ServiceError('ValidationException', 400, message);
export const requestTooLarge = (message: string) =>
  new ServiceError('RequestEntityTooLargeException', 413, message);
export const invalidRequestContent = (message: string) =>
  new ServiceError('InvalidRequestContentException', 400, message, user);
export const tooManyRequests = (Reason: string) =>
  new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.', { Reason, ...user });

export const policyTooLong = (message: string) =>
  new ServiceError('PolicyLengthExceededException', 400, message, user);
export const preconditionFailed = (message: string) =>
  new ServiceError('PreconditionFailedException', 412, message, user);
export const codeSigningConfigNotFound = (message: string) =>
  new ServiceError('CodeSigningConfigNotFoundException', 404, message, user);
export const provisionedConcurrencyNotFound = () =>
  new ServiceError(
    'ProvisionedConcurrencyConfigNotFoundException',
    404,
    'No Provisioned Concurrency Config found for this function',
    user,
  );
/** In the words of the API reference. */
export const snapStartNotReady = () =>
  new ServiceError(
    'SnapStartNotReadyException',
    409,
    'Lambda is initializing your function. You can invoke the function when the function state becomes Active.',
    user,
  );
/** The same of an environment that did not come back from its snapshot. */
export const snapStartFailed = (how: 'timeout' | 'error') =>
  how === 'timeout'
    ? new ServiceError(
        'SnapStartTimeoutException',
        408,
        "Lambda couldn't restore the snapshot within the timeout limit.",
        user,
      )
    : new ServiceError(
        'SnapStartException',
        400,
        'The afterRestore() runtime hook encountered an error. For more information, check the Amazon CloudWatch logs.',
        user,
      );
export const accessDenied = () => new ServiceError('AccessDeniedException', 403, null);

/** What AWS has and this simulator does not, said by the simulator itself. */
export const notSimulated = (message: string) => new ServiceError('UnknownOperationException', 404, message);

/** These errors spell their message with a capital. */
const CAPITAL = [
  'ResourceNotFoundException',
  'CodeSigningConfigNotFoundException',
  'ResourceInUseException',
  'SnapStartNotReadyException',
  'SnapStartTimeoutException',
  'SnapStartException',
];

export function errorResponse(error: ServiceError): CloudResponse {
  const key = CAPITAL.includes(error.name) ? 'Message' : 'message';
  return json(error.statusCode, { ...error.fields, [key]: error.said }, { 'x-amzn-errortype': error.name });
}
