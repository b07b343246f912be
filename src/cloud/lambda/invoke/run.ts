import type { InvocationResult } from '../../environment/invocation.ts';
import { resourceConflict, snapStartFailed, snapStartNotReady } from '../errors.ts';
import type { FunctionReference } from '../function-name.ts';
import {
  type FunctionVersion,
  functionArn,
  isSnapStarted,
  type LambdaFunction,
  versionOf,
} from '../functions.ts';
import type { LambdaService } from '../service.ts';
import { mustHaveCapacity } from './capacity.ts';
import { acquireEnvironment } from './environments.ts';
import type { Lineage } from './lineage.ts';
import { route } from './route.ts';

/** An event for a function. */
export interface Event {
  /** JSON text. An event that holds the id of its request is made from it. */
  payload: string | ((requestId: string) => string);
  /** JSON text. */
  clientContext?: string;
  /** Of the payload, if the request says it. */
  contentType?: string;
  /** Whether the caller takes a response in parts, which may be larger. */
  streams?: boolean;
  /** Of an event that was accepted before; others get one now. */
  requestId?: string;
  /** Of the chain of invocations that it belongs to. */
  lineage?: Lineage;
}

/** The version that an event runs in, under the id of its request. */
interface Started {
  requestId: string;
  version: FunctionVersion;
}

export interface Ran extends Started {
  result: InvocationResult;
}

/**
 * Runs an event in an environment of the version that `reference` stands for.
 * @throws ServiceError when there is none, it is not ready yet, it may not run once more, or cannot be restored
 */
export async function run(
  service: LambdaService,
  target: LambdaFunction,
  reference: FunctionReference,
  event: Event,
): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<InvocationResult>();
  const started = start(service, target, reference, event, resolve);
  const result = await promise;
  if (result.notRestored) throw snapStartFailed(result.notRestored);
  return { ...started, result };
}

/** The same for whoever does not wait: `done` is called at the virtual time of its end. @throws ServiceError as there */
export function start(
  service: LambdaService,
  target: LambdaFunction,
  reference: FunctionReference,
  { payload, ...event }: Event,
  done: (result: InvocationResult) => void,
): Started {
  const version = route(service, target, reference);
  const { state } = version.configuration;
  if (state !== 'Active') {
    if (state === 'Pending' && isSnapStarted(version.configuration)) throw snapStartNotReady();
    throw resourceConflict(
      `The operation cannot be performed at this time. The function is currently in the following state: ${state}`,
    );
  }
  mustHaveCapacity(service, target, version, reference.qualifier);
  const requestId = event.requestId ?? service.random.uuid();
  const environment = acquireEnvironment(service, version, reference.qualifier);
  const invocation = {
    ...event,
    requestId,
    payload: typeof payload === 'string' ? payload : payload(requestId),
    invokedFunctionArn: functionArn(service.account, reference.name, reference.qualifier),
  };
  environment.invoke(invocation, (result) => {
    // The function was changed or deleted meanwhile: nothing will be sent here any more.
    if (!version.environments.includes(environment))
      environment.shutDown(service.clock.now(), goneFor(service, target, version));
    service.answered();
    done(result);
  });
  return { requestId, version };
}

const goneFor = ({ functions }: LambdaService, target: LambdaFunction, { configuration }: FunctionVersion) =>
  functions.get(configuration.FunctionName) === target && versionOf(target, configuration.Version)
    ? 'updated'
    : 'deleted';
