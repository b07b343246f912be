import type { RuntimeApiResponse } from './runtime-api.ts';

/** What the APIs of an environment answer: JSON ends in a newline. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: `${JSON.stringify(body)}\n`,
});

export const ACCEPTED: RuntimeApiResponse = json(202, { status: 'OK' });

export const refusal = (status: number, errorType: string, errorMessage: string): RuntimeApiResponse =>
  json(status, { errorMessage, errorType });

export const NOT_FOUND: RuntimeApiResponse = {
  status: 404,
  headers: { 'content-type': 'text/plain' },
  body: '404 page not found\n',
};

/** A known path, asked by another method. */
export const METHOD_NOT_ALLOWED: RuntimeApiResponse = { status: 405, headers: {}, body: '' };
