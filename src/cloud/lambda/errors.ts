import { type CloudResponse, json } from '../http.ts';

/** An error as the Lambda API answers it. Which keys its body has depends on its name (recorded 2025-11). */
export class ServiceError extends Error {
  readonly statusCode: number;
  readonly fields: Record<string, unknown>;
  constructor(name: string, statusCode: number, message: string, fields: Record<string, unknown> = {}) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

const user = { Type: 'User' };

export const resourceNotFound = (message: string) =>
  new ServiceError('ResourceNotFoundException', 404, message, user);
export const invalidParameter = (message: string) =>
  new ServiceError('InvalidParameterValueException', 400, message, user);
export const resourceConflict = (message: string) =>
  new ServiceError('ResourceConflictException', 409, message, user);
const validation = (message: string) => new ServiceError('ValidationException', 400, message);
export const requestTooLarge = (message: string) =>
  new ServiceError('RequestEntityTooLargeException', 413, message);
export const invalidRequestContent = (message: string) =>
  new ServiceError('InvalidRequestContentException', 400, message, user);
export const tooManyRequests = (Reason: string) =>
  new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.', { Reason, ...user });

/** `1 validation error detected: Value '…' at '…' failed to satisfy constraint: …` */
export const constraint = (value: unknown, field: string, must: string) =>
  validation(
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${value}'`} at '${field}' failed to satisfy constraint: ${must}`,
  );

/** ResourceNotFoundException spells its message with a capital. */
export function errorResponse(error: ServiceError): CloudResponse {
  const key = error.name === 'ResourceNotFoundException' ? 'Message' : 'message';
  return json(
    error.statusCode,
    { ...error.fields, [key]: error.message },
    { 'x-amzn-errortype': error.name },
  );
}
