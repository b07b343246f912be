import {
  createRuntimeApi,
  type RuntimeApiRequest,
  type RuntimeApiResponse,
} from '../environment/runtime-api.ts';
import type { ProcessHost, SpawnRuntime } from '../environment/runtime-process.ts';

/** A process outside of the account that serves the invocations of a function, through its Runtime API. */
export interface AttachedRuntime {
  /**
   * One call to the Runtime API. A `next` waits until there is an event for it, also when there is no environment yet. Undefined when it is
   * not answered before `detach`.
   */
  request(request: RuntimeApiRequest): Promise<RuntimeApiResponse | undefined>;
  /** Lets go of the function: its next environment has the runtime that it is configured with. What was not answered times out. */
  detach(): void;
}

/** The same for one whose calls may end before they are answered, as with a connection. */
export interface AttachedProcess extends AttachedRuntime {
  request(request: RuntimeApiRequest, givenUp?: AbortSignal): Promise<RuntimeApiResponse | undefined>;
}

/** The account's side of it. */
export interface Attachment extends Pick<AttachedProcess, 'request'> {
  /** Makes the one process that a function has while it is attached: it does nothing of its own. */
  spawn: SpawnRuntime;
  /** Whether the process has been given an event, or is in its init, and the account waits for its next call. */
  owes(): boolean;
  /** Answers nothing any more. */
  close(): void;
}

interface Call {
  request: RuntimeApiRequest;
  answer(response: RuntimeApiResponse | undefined): void;
}

const RUNTIME = '/2018-06-01/runtime/';
const isNext = ({ method, path }: RuntimeApiRequest) =>
  method === 'GET' && path === `${RUNTIME}invocation/next`;
const isInitError = ({ method, path }: RuntimeApiRequest) =>
  method === 'POST' && path === `${RUNTIME}init/error`;
/** Of extensions and telemetry; they too are for the environment that is to come. */
const WAITS_FOR_AN_ENVIRONMENT = /^\/(2020-01-01\/extension|2022-07-01\/telemetry|2020-08-15\/logs)\b/;
const hasToWait = (request: RuntimeApiRequest) =>
  isNext(request) || WAITS_FOR_AN_ENVIRONMENT.test(request.path);

const nothing = () => {};

/** What the Runtime API says while there is no environment. */
function answerAlone(request: RuntimeApiRequest): RuntimeApiResponse | undefined {
  const listener = { ready: nothing, responded: nothing, failed: nothing, initFailed: nothing };
  let response: RuntimeApiResponse | undefined;
  createRuntimeApi(listener).request(request, 0, (answer) => {
    response = answer;
  });
  return response;
}

/**
 * @param stirred told when something has changed that the clock may have waited for
 * @param unheard told when an event has come, or an init begins for it, and no `next` is there to take it
 */
export function createAttachment(stirred: () => void, unheard: () => void): Attachment {
  /** What is not answered yet, in the order in which it came; it outlives the environment that it was asked in. */
  let open: Call[] = [];
  let program: { host: ProcessHost; waits: boolean } | undefined;
  /** With what the process reported that it cannot start, unless it has called again since: a second init would fail with the same. */
  let failedInit: RuntimeApiRequest | undefined;
  let closed = false;

  function answer(call: Call, response: RuntimeApiResponse | undefined) {
    open = open.filter((one) => one !== call);
    call.answer(response);
  }

  /** Gives a call to the living process of the environment. */
  function pass(call: Call, { host }: { host: ProcessHost }) {
    if (isNext(call.request)) return waitIn(call.request);
    host.runtimeApi(call.request, (response) => {
      answer(call, response);
      if (isInitError(call.request) && response.status === 202) host.exit({ kind: 'status', code: 1 });
    });
  }

  /** Whoever asked last has the event: an earlier connection may be that of a process that is gone. */
  function waitIn(next: RuntimeApiRequest) {
    const asking = program;
    if (!asking || asking.waits) return;
    asking.waits = true;
    asking.host.runtimeApi(next, (response) => {
      asking.waits = false;
      const call = open.findLast(({ request }) => isNext(request));
      if (call) answer(call, response);
      else if (!closed) unheard();
    });
  }

  return {
    spawn: async (host) => {
      const spawned = { host, waits: false };
      return {
        start() {
          program = spawned;
          if (failedInit) {
            host.runtimeApi(failedInit, () => undefined);
            host.exit({ kind: 'status', code: 1 });
            return;
          }
          if (open.length === 0 && !closed) unheard();
          for (const call of [...open]) pass(call, spawned);
        },
        heapGrowth: () => 0,
        moduleState: async () => [],
        kill() {
          if (program === spawned) program = undefined;
          stirred();
        },
      };
    },
    request(request, givenUp) {
      const { promise, resolve } = Promise.withResolvers<RuntimeApiResponse | undefined>();
      if (isInitError(request)) failedInit = request;
      else if (hasToWait(request)) failedInit = undefined;
      if (closed || (givenUp?.aborted && isNext(request))) resolve(undefined);
      else if (!program && !hasToWait(request)) resolve(answerAlone(request));
      else {
        const call: Call = { request, answer: resolve };
        open.push(call);
        givenUp?.addEventListener('abort', () => answer(call, undefined), { once: true });
        if (program) pass(call, program);
      }
      stirred();
      return promise;
    },
    owes: () => !closed && program !== undefined && !program.waits,
    close() {
      closed = true;
      for (const call of open) answer(call, undefined);
      stirred();
    },
  };
}
