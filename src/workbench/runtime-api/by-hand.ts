import type { RuntimeApiRequest } from '../../cloud/environment/runtime-api.ts';
import type { Exchange } from './exchanges.ts';

const RUNTIME = '/2018-06-01/runtime';

/** The states of a runtime in the words of the API's own error messages, and what it may do in each. */
export const STATES = {
  Started: 'The runtime has started. It may ask for the next event, or report an error of its init.',
  Ready: 'The runtime waits: Lambda holds its call until there is an event.',
  Running: 'The runtime owes Lambda a response, or an error, under the id of its event.',
  InvocationResponse:
    'The runtime’s response was not understood, and it gets no second try: only the timeout ends this.',
  RuntimeResponseSentState: 'The runtime has answered. What it may do now is to ask for the next event.',
  InitError: 'The runtime has reported an error of its init, which is the end of it.',
} as const;

type RuntimeState = keyof typeof STATES;

/** The state of the runtime after its calls. */
export function stateAfter(exchanges: readonly Exchange[]): RuntimeState {
  let state: RuntimeState = 'Started';
  for (const { path, answer, extension } of exchanges) {
    if (extension !== undefined) continue;
    const status = answer?.status;
    if (path === `${RUNTIME}/invocation/next`) {
      if (status === undefined) state = 'Ready';
      else if (status === 200) state = 'Running';
    } else if (path === `${RUNTIME}/init/error`) {
      if (status === 202) state = 'InitError';
    } else if (/\/invocation\/[^/]+\/(response|error)$/.test(path)) {
      if (status === 202 || status === 413) state = 'RuntimeResponseSentState';
      else if (answer?.body.includes('InvalidFunctionResponseMode')) state = 'InvocationResponse';
    }
  }
  return state;
}

/** A call as it is written in the composer; headers are `name: value`, one a line. */
export interface Draft extends Omit<RuntimeApiRequest, 'headers'> {
  headers: string;
}

export type Preset = 'next' | 'response' | 'error' | 'init error';

const failure = (errorType: string, errorMessage: string) =>
  JSON.stringify({ errorType, errorMessage, stackTrace: [] }, null, 2);

/** The calls that a runtime makes, about the event that it was given last. */
export function presetsFor(exchanges: readonly Exchange[]): Readonly<Record<Preset, Draft>> {
  const { headers } =
    exchanges.findLast(({ path, answer }) => path === `${RUNTIME}/invocation/next` && answer)?.answer ?? {};
  const id = headers?.['lambda-runtime-aws-request-id'] ?? 'the-request-id';
  const invocationId = headers?.['lambda-runtime-invocation-id'];
  const echo = invocationId ? `lambda-runtime-invocation-id: ${invocationId}` : '';
  const error = (type: string) =>
    [`lambda-runtime-function-error-type: ${type}`, echo].filter(Boolean).join('\n');
  return {
    next: { method: 'GET', path: `${RUNTIME}/invocation/next`, headers: '', body: '' },
    response: {
      method: 'POST',
      path: `${RUNTIME}/invocation/${id}/response`,
      headers: echo,
      body: JSON.stringify({ message: 'Written by hand' }, null, 2),
    },
    error: {
      method: 'POST',
      path: `${RUNTIME}/invocation/${id}/error`,
      headers: error('Function.ByHand'),
      body: failure('Function.ByHand', 'This did not work.'),
    },
    'init error': {
      method: 'POST',
      path: `${RUNTIME}/init/error`,
      headers: error('Runtime.ByHand').split('\n')[0]!,
      body: failure('Runtime.ByHand', 'The runtime cannot start.'),
    },
  };
}

/** What a runtime does next when all goes well. */
export const presetIn = (state: RuntimeState): Preset => (state === 'Running' ? 'response' : 'next');

/** The call as it is sent; header names are lower case, and a line that is no header is left out. */
export function requestOf({ method, path, headers, body }: Draft): RuntimeApiRequest {
  const pairs = headers.split('\n').flatMap((line): [string, string][] => {
    const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name ? [[name.toLowerCase(), value ?? '']] : [];
  });
  return { method, path: path.trim(), headers: Object.fromEntries(pairs), body };
}
