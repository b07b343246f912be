import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { resourceConflict, resourceNotFound } from '../errors.ts';
import { referenceOf } from '../function-name.ts';
import { functionArn, type LambdaFunction } from '../functions.ts';
import { LIMITS } from '../limits.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import {
  AUTH_TYPES,
  type Cors,
  describeUrl,
  type FunctionUrl,
  INVOKE_MODES,
  urlId,
} from '../url/function-url.ts';
import { length, matching, mustHold, oneOf, range } from '../validation.ts';
import { inputOf } from './input.ts';
import { PAGE_SIZE, pageOf, pageViolations } from './pages.ts';

const ALIAS = '((?!^\\d+$)^[0-9a-zA-Z-_]+$)';

type UrlInput = Partial<Pick<FunctionUrl, 'AuthType' | 'Cors' | 'InvokeMode'>>;

export function createFunctionUrlConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const input = inputOf<UrlInput>(request);
  const { AuthType = 'NONE', Cors, InvokeMode } = input;
  mustHold(...matching(input.AuthType, 'authType', '[^]*', { required: true }), ...violations(input));
  const { target, alias, name } = withUrl(service, request, FunctionName);
  mustHaveAlias(target, alias);
  if (target.urls.has(alias))
    throw resourceConflict(
      `Failed to create function url config for [functionArn = ${functionArn(service.account, name, alias || undefined)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  const now = new Date(service.clock.now()).toISOString();
  const url: FunctionUrl = {
    id: urlId(service.random),
    AuthType,
    Cors,
    InvokeMode,
    CreationTime: now,
    LastModifiedTime: now,
  };
  target.urls.set(alias, url);
  const { LastModifiedTime, ...created } = describeUrl(service.account, target, alias, url);
  return json(201, created);
}

export function getFunctionUrlConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { target, alias, url } = existing(service, request, FunctionName, NOTHING);
  return json(200, shown(service, target, alias, url));
}

export function updateFunctionUrlConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const input = inputOf<UrlInput>(request);
  mustHold(...violations(input));
  const { target, alias, url } = existing(service, request, FunctionName, 'Function does not exist');
  Object.assign(url, {
    AuthType: input.AuthType ?? url.AuthType,
    Cors: input.Cors ?? url.Cors,
    InvokeMode: input.InvokeMode ?? url.InvokeMode,
    LastModifiedTime: new Date(service.clock.now()).toISOString(),
  });
  return json(200, describeUrl(service.account, target, alias, url));
}

export function deleteFunctionUrlConfig(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { target, alias } = existing(service, request, FunctionName, NOTHING);
  target.urls.delete(alias);
  return noContent();
}

export function listFunctionUrlConfigs(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  mustHold(...pageViolations(request.query, PAGE_SIZE));
  const { target } = withUrl(service, request, FunctionName);
  const { page, NextMarker } = pageOf([...target.urls], request.query, ([alias]) => alias || '$LATEST');
  return json(200, {
    FunctionUrlConfigs: page.map(([alias, url]) => shown(service, target, alias, url)),
    ...(NextMarker && { NextMarker }),
  });
}

const NOTHING = 'The resource you requested does not exist.';

const shown = (service: LambdaService, target: LambdaFunction, alias: string, url: FunctionUrl) => ({
  ...describeUrl(service.account, target, alias, url),
  InvokeMode: url.InvokeMode ?? 'BUFFERED',
});

const violations = ({ AuthType, Cors, InvokeMode }: UrlInput) => [
  ...oneOf(AuthType, 'authType', AUTH_TYPES),
  ...oneOf(InvokeMode, 'invokeMode', INVOKE_MODES),
  ...corsViolations(Cors),
];

const corsViolations = (cors: Cors = {}) => [
  ...length(cors.AllowHeaders, 'cors.allowHeaders', 0, LIMITS.corsItems),
  ...length(cors.AllowMethods, 'cors.allowMethods', 0, LIMITS.corsMethods),
  ...length(cors.AllowOrigins, 'cors.allowOrigins', 0, LIMITS.corsItems),
  ...length(cors.ExposeHeaders, 'cors.exposeHeaders', 0, LIMITS.corsItems),
  ...range(cors.MaxAge, 'cors.maxAge', LIMITS.corsMaxAgeSeconds),
];

/** The function that a call on URLs names, and its alias or ''. @param otherwise what AWS says when there is no such function */
function withUrl(
  service: LambdaService,
  { query }: CloudRequest,
  functionName: string,
  otherwise = 'Function does not exist',
): { target: LambdaFunction; alias: string; name: string } {
  mustHold(...matching(query.Qualifier, 'qualifier', ALIAS));
  const { name, qualifier } = referenceOf(service.account, functionName, query.Qualifier);
  mustHold(...matching(qualifier, 'qualifier', ALIAS));
  const target = service.functions.get(name);
  if (!target) throw resourceNotFound(otherwise);
  return { target, alias: qualifier ?? '', name };
}

function existing(service: LambdaService, request: CloudRequest, functionName: string, otherwise: string) {
  const { target, alias } = withUrl(service, request, functionName, otherwise);
  mustHaveAlias(target, alias, otherwise);
  const url = target.urls.get(alias);
  if (!url) throw resourceNotFound(NOTHING);
  return { target, alias, url };
}

function mustHaveAlias({ aliases }: LambdaFunction, alias: string, otherwise = 'Function does not exist') {
  if (alias && !aliases.has(alias)) throw resourceNotFound(otherwise);
}
