import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import { errorResponse, ServiceError } from '../errors.ts';
import type { LambdaFunction } from '../functions.ts';
import { run } from '../invoke/run.ts';
import type { Statement } from '../policy.ts';
import type { LambdaService } from '../service.ts';
import { preflight, withCors } from './cors.ts';
import { urlEvent } from './event.ts';
import type { FunctionUrl } from './function-url.ts';
import { bufferedResponse, streamedResponse } from './response.ts';

const HOST = /^([a-z0-9]+)\.lambda-url\.([a-z0-9-]+)\.on\.aws$/;

/** Answers a request to the URL of a function, which its `Host` header names; undefined when it names another host. */
export function handleUrlRequest(
  service: LambdaService,
  request: CloudRequest,
): Promise<CloudResponse> | undefined {
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  const [, id, region] = HOST.exec(host) ?? [];
  if (id === undefined || region !== service.account.region) return undefined;
  return answer(service, request, host, id);
}

async function answer(service: LambdaService, request: CloudRequest, host: string, id: string) {
  const response = await respond(service, request, host, id);
  const { statusCode } = response;
  service.trace.record({
    type: 'request',
    at: service.clock.now(),
    operation: 'InvokeFunctionUrl',
    statusCode,
  });
  return response;
}

async function respond(
  service: LambdaService,
  request: CloudRequest,
  host: string,
  id: string,
): Promise<CloudResponse> {
  const found = [...service.functions.values()]
    .flatMap((target) => [...target.urls].map(([alias, url]) => ({ target, alias, url })))
    .find(({ url }) => url.id === id);
  if (!found) return forbidden(null);
  const { target, alias, url } = found;
  const early = preflight(url.Cors, request);
  if (early) return early;
  if (!mayInvoke(target, alias, url, request)) return forbidden(FORBIDDEN);
  const reference = { name: target.latest.configuration.FunctionName, qualifier: alias || undefined };
  const streams = url.InvokeMode === 'RESPONSE_STREAM';
  try {
    const { requestId, result } = await run(service, target, reference, {
      payload: (requestId) => urlEvent(service.account, request, host, requestId, service.clock.now()),
      streams,
    });
    const response = streams ? streamedResponse(result) : bufferedResponse(result);
    const headers = { 'x-amzn-requestid': requestId, ...response.headers };
    return withCors(url.Cors, request, { ...response, headers });
  } catch (error) {
    if (error instanceof ServiceError) return withCors(url.Cors, request, errorResponse(error));
    throw error;
  }
}

const FORBIDDEN =
  'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';

const forbidden = (Message: string | null) =>
  json(403, { Message }, { 'x-amzn-errortype': 'AccessDeniedException' });

/**
 * Who signs may do everything in this account. Others may do what the policy lets everybody do, which since 2025-10 has to be both to
 * call the URL and to invoke the function.
 */
function mayInvoke(
  target: LambdaFunction,
  alias: string,
  { AuthType }: FunctionUrl,
  request: CloudRequest,
): boolean {
  if (isSigned(request)) return true;
  if (AuthType === 'AWS_IAM') return false;
  const { statements = [] } = target.policies.get(alias) ?? {};
  return ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].every((action) =>
    statements.some((statement) => allows(statement, action)),
  );
}

const isSigned = ({ headers, query }: CloudRequest) =>
  headers.authorization?.startsWith('AWS4-HMAC-SHA256') || query['X-Amz-Signature'] !== undefined;

/** What is true of a request to a URL that nobody has signed. */
const CONTEXT: Readonly<Record<string, string>> = {
  'lambda:FunctionUrlAuthType': 'NONE',
  'lambda:InvokedViaFunctionUrl': 'true',
};

const allows = ({ Principal, Action, Condition = {} }: Statement, action: string) =>
  Principal === '*' &&
  [action, 'lambda:*', '*'].includes(Action) &&
  Object.values(Condition)
    .flatMap((keys) => Object.entries(keys))
    .every(([key, value]) => CONTEXT[key] === value);
