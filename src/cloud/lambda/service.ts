import type { Clock } from '../clock.ts';
import type { Engines } from '../engines.ts';
import { type CloudRequest, type CloudResponse, json } from '../http.ts';
import type { Random } from '../random.ts';
import type { Trace } from '../trace.ts';
import { errorResponse, ServiceError } from './errors.ts';
import type { AccountIdentity, LambdaFunction } from './functions.ts';
import { createFunction, getFunction, updateFunctionCode } from './operations/functions.ts';
import { invoke } from './operations/invoke.ts';

/** What the operations work on. */
export interface LambdaService {
  account: AccountIdentity;
  functions: Map<string, LambdaFunction>;
  clock: Clock;
  random: Random;
  trace: Trace;
  engines: Engines;
  realTime: () => number;
  /** Tells the account that a waiting client has its answer, and may speak next. */
  answered: () => void;
}

type Operation = (
  service: LambdaService,
  request: CloudRequest,
  parameters: { FunctionName: string },
) => CloudResponse | Promise<CloudResponse>;

/** Method and path of each operation, as in the API reference. */
const ROUTES: [operation: string, method: string, path: RegExp, run: Operation][] = [
  ['CreateFunction', 'POST', /^\/2015-03-31\/functions\/?$/, createFunction],
  ['GetFunction', 'GET', /^\/2015-03-31\/functions\/([^/]+)$/, getFunction],
  ['UpdateFunctionCode', 'PUT', /^\/2015-03-31\/functions\/([^/]+)\/code$/, updateFunctionCode],
  ['Invoke', 'POST', /^\/2015-03-31\/functions\/([^/]+)\/invocations$/, invoke],
];

/** Answers one request to the Lambda API. */
export async function handleLambdaRequest(
  service: LambdaService,
  request: CloudRequest,
): Promise<CloudResponse> {
  for (const [operation, method, path, run] of ROUTES) {
    const match = method === request.method ? path.exec(request.path) : null;
    if (!match) continue;
    const response = await answer(service, request, run, decodeURIComponent(match[1] ?? ''));
    service.trace.record({
      type: 'request',
      at: service.clock.now(),
      operation,
      statusCode: response.statusCode,
    });
    return response;
  }
  const message = `This simulator does not have the operation ${request.method} ${request.path}`;
  return json(404, { message }, { 'x-amzn-errortype': 'UnknownOperationException' });
}

async function answer(service: LambdaService, request: CloudRequest, run: Operation, FunctionName: string) {
  try {
    return await run(service, request, { FunctionName });
  } catch (error) {
    if (error instanceof ServiceError) return errorResponse(error);
    throw error;
  }
}
