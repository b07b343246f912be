import type { TraceEvent } from '../../src/cloud/trace.ts';

const NEXT = '/2018-06-01/runtime/invocation/next';

/** An invocation of 5 ms. */
export const phase = (environmentId: string, from: number): TraceEvent => ({
  type: 'phase',
  phase: 'invoke',
  from,
  to: from + 5,
  environmentId,
});

export const waits = (environmentId: string, at: number) =>
  ({
    type: 'runtime-api-waiting',
    at,
    environmentId,
    method: 'GET',
    path: NEXT,
  }) as const satisfies TraceEvent;

export const answered = (environmentId: string, askedAt: number, at: number) =>
  ({
    type: 'runtime-api',
    at,
    askedAt,
    environmentId,
    method: 'GET',
    path: NEXT,
    requestHeaders: {},
    requestBody: '',
    status: 200,
    responseHeaders: {},
    responseBody: '{}',
  }) as const satisfies TraceEvent;
