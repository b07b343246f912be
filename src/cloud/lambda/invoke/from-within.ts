import type { CloudRequest } from '../../http.ts';
import { asApiRequest, type ServiceRequest, type Services } from '../../services/services.ts';
import { errorResponse, notSimulated, ServiceError } from '../errors.ts';
import { functionArn } from '../functions.ts';
import { acceptInvocation } from '../operations/invoke.ts';
import type { LambdaService } from '../service.ts';
import { continued, lineageIn } from './lineage.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/((?:[\w$:.-]|%3A|%24)+)\/invocations$/i;

/** The services that a function's code can ask, Lambda among them: another function, or itself, it can invoke asynchronously. */
export function servicesWithin(service: LambdaService, functionName: string): Pick<Services, 'call'> {
  const lambdaHost = `lambda.${service.account.region}.amazonaws.com`;
  return {
    call: (request, at) =>
      request.host.toLowerCase() === lambdaHost
        ? { service: 'lambda', ...invokeFrom(service, functionName, request, at) }
        : service.services.call(request, at),
  };
}

/** The answer is there in the same turn, and so cannot wait for a function. */
function invokeFrom(service: LambdaService, from: string, asked: ServiceRequest, at: number) {
  const request = asApiRequest(asked);
  const [, to] = (request.method === 'POST' && INVOCATIONS.exec(request.path)) || [];
  const operation = to === undefined ? undefined : 'Invoke';
  try {
    if (to === undefined || request.headers['x-amz-invocation-type'] !== 'Event')
      throw notSimulated(
        'In this simulator a function can ask Lambda only for Invoke with the InvocationType Event.',
      );
    return { operation, response: accepted(service, from, to, request, at) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { operation, response: errorResponse(error) };
  }
}

function accepted(service: LambdaService, from: string, to: string, request: CloudRequest, at: number) {
  const traceHeader = request.headers['x-amzn-trace-id'];
  const lineageTo = (functionName: string) =>
    traceHeader === undefined
      ? undefined
      : continued(lineageIn(traceHeader), arnOf(service, from), arnOf(service, functionName));
  return acceptInvocation(service, request, decodeURIComponent(to), { at, lineageTo });
}

const arnOf = ({ account }: LambdaService, functionName: string) => functionArn(account, functionName);
