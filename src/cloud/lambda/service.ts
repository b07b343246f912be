import type { Clock } from '../clock.ts';
import type { Engines } from '../engines.ts';
import type { CloudRequest, CloudResponse } from '../http.ts';
import type { Random } from '../random.ts';
import type { Attachment } from '../runtimes/attached.ts';
import type { Services } from '../services/services.ts';
import type { Trace } from '../trace.ts';
import { absentOperation } from './absent-operations.ts';
import { errorResponse, notSimulated, ServiceError } from './errors.ts';
import type { AccountIdentity } from './functions.ts';
import { ROUTES } from './routes.ts';
import type { LambdaState } from './state.ts';

/** What the operations work on: the state of the account, and what serves them. */
export interface LambdaService extends LambdaState {
  account: AccountIdentity;
  clock: Clock;
  random: Random;
  /** Of its own, so that calls that change nothing change nothing that is drawn later. */
  requestIds: Random;
  trace: Trace;
  /** The account's other services, which functions may call. */
  services: Services;
  /** The services as a function's code finds them, with Lambda itself. */
  servicesFor: (functionName: string) => Pick<Services, 'call'>;
  engines: Engines;
  /** Of functions that a process outside of the account serves, by name. */
  attached: Map<string, Attachment>;
  realTime: () => number;
  /** Tells the account that a waiting client has its answer, and may speak next. */
  answered: () => void;
}

/** What the path names. */
export interface PathParameters {
  FunctionName: string;
  /** Of an alias. */
  Name: string;
  LayerName: string;
  VersionNumber: string;
  /** Of a resource-based policy. */
  StatementId: string;
  CodeSigningConfigArn: string;
  /** Of an event source mapping. */
  UUID: string;
}

/** What in a query tells operations apart. */
const TELLING = ['find', 'List'];

/** Answers one request to the Lambda API. */
export async function handleLambdaRequest(
  service: LambdaService,
  request: CloudRequest,
): Promise<CloudResponse> {
  const requestId = service.requestIds.uuid();
  const response = await answer(service, request);
  return { ...response, headers: { 'x-amzn-requestid': requestId, ...response.headers } };
}

async function answer(service: LambdaService, request: CloudRequest): Promise<CloudResponse> {
  const { method, path, query } = request;
  const told = TELLING.find((name) => query[name] !== undefined);
  const asked = told ? `${path}?${told}=${query[told]}` : path;
  for (const [operation, itsMethod, pattern, run] of ROUTES) {
    const match = itsMethod === method ? pattern.exec(asked) : null;
    if (!match) continue;
    let response: CloudResponse;
    try {
      response = await run(service, request, parametersOf(match));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      response = errorResponse(error);
    }
    const { statusCode } = response;
    service.trace.record({ type: 'request', at: service.clock.now(), operation, statusCode });
    return response;
  }
  const absent = absentOperation(method, path) ?? `${method} ${path}`;
  return errorResponse(notSimulated(`This simulator does not have the operation ${absent}.`));
}

function parametersOf({ groups = {} }: RegExpExecArray): PathParameters {
  const parameters: PathParameters = {
    FunctionName: '',
    Name: '',
    LayerName: '',
    VersionNumber: '',
    StatementId: '',
    CodeSigningConfigArn: '',
    UUID: '',
  };
  for (const name in groups)
    parameters[name as keyof PathParameters] = decodeURIComponent(groups[name] ?? '');
  return parameters;
}
