import type { Clock } from '../clock.ts';
import type { Engines } from '../engines.ts';
import type { CloudRequest, CloudResponse } from '../http.ts';
import type { Random } from '../random.ts';
import type { Services } from '../services/services.ts';
import type { Trace } from '../trace.ts';
import { absentOperation } from './absent-operations.ts';
import { errorResponse, notSimulated, ServiceError } from './errors.ts';
import type { AccountIdentity } from './functions.ts';
import { getAccountSettings } from './operations/account-settings.ts';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './operations/aliases.ts';
import {
  codeSigningConfigMissing,
  deleteFunctionCodeSigningConfig,
  getFunctionCodeSigningConfig,
  listCodeSigningConfigs,
  putFunctionCodeSigningConfig,
} from './operations/code-signing.ts';
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './operations/concurrency.ts';
import { listFunctions } from './operations/function-list.ts';
import {
  createFunctionUrlConfig,
  deleteFunctionUrlConfig,
  getFunctionUrlConfig,
  listFunctionUrlConfigs,
  updateFunctionUrlConfig,
} from './operations/function-urls.ts';
import {
  createFunction,
  deleteFunction,
  getFunction,
  getFunctionConfiguration,
} from './operations/functions.ts';
import { invoke } from './operations/invoke.ts';
import { invokeWithResponseStream } from './operations/invoke-with-response-stream.ts';
import {
  addLayerVersionPermission,
  getLayerVersionPolicy,
  removeLayerVersionPermission,
} from './operations/layer-permissions.ts';
import {
  deleteLayerVersion,
  getLayerVersion,
  getLayerVersionByArn,
  listLayers,
  listLayerVersions,
  publishLayerVersion,
} from './operations/layers.ts';
import { addPermission, getPolicy, removePermission } from './operations/permissions.ts';
import {
  deleteProvisionedConcurrencyConfig,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
  putProvisionedConcurrencyConfig,
} from './operations/provisioned-concurrency.ts';
import { getFunctionRecursionConfig, putFunctionRecursionConfig } from './operations/recursion.ts';
import { listTags, tagResource, untagResource } from './operations/tags.ts';
import { updateFunctionCode, updateFunctionConfiguration } from './operations/updates.ts';
import { listVersionsByFunction, publishVersion } from './operations/versions.ts';
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
  engines: Engines;
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
}

type Operation = (
  service: LambdaService,
  request: CloudRequest,
  parameters: PathParameters,
) => CloudResponse | Promise<CloudResponse>;

/** The path of a function, or of something that belongs to it, in one version of the API. */
const of = (version: string, part = '') =>
  new RegExp(`^/${version}/functions/(?<FunctionName>[^/]+)${part && `/${part}`}$`);
const ALIAS = of('2015-03-31', 'aliases/(?<Name>[^/]+)');
const PROVISIONED = of('2019-09-30', 'provisioned-concurrency');
const URL_CONFIG = of('2021-10-31', 'url');
const TAGS = /^\/2017-03-31\/tags\/(?<FunctionName>[^/]+)$/;
const LAYERS = /^\/2018-10-31\/layers\/?$/;
const LAYER_BY_ARN = /^\/2018-10-31\/layers\/?\?find=LayerVersion$/;
const layer = (part: string) => new RegExp(`^/2018-10-31/layers/(?<LayerName>[^/]+)/${part}$`);
const LAYER_VERSION = layer('versions/(?<VersionNumber>[^/]+)');
const CODE_SIGNING = /^\/2020-04-22\/code-signing-configs\/?$/;
const CODE_SIGNING_CONFIG = /^\/2020-04-22\/code-signing-configs\/(?<CodeSigningConfigArn>[^/]+)$/;
const FUNCTIONS = /^\/2015-03-31\/functions\/?$/;

/** What in a query tells operations apart. */
const TELLING = ['find', 'List'];

/** Method and path of each operation, as in the API reference. */
const ROUTES: [operation: string, method: string, path: RegExp, run: Operation][] = [
  ['CreateFunction', 'POST', FUNCTIONS, createFunction],
  ['ListFunctions', 'GET', FUNCTIONS, listFunctions],
  ['GetFunction', 'GET', of('2015-03-31'), getFunction],
  ['DeleteFunction', 'DELETE', of('2015-03-31'), deleteFunction],
  ['UpdateFunctionCode', 'PUT', of('2015-03-31', 'code'), updateFunctionCode],
  ['GetFunctionConfiguration', 'GET', of('2015-03-31', 'configuration'), getFunctionConfiguration],
  ['UpdateFunctionConfiguration', 'PUT', of('2015-03-31', 'configuration'), updateFunctionConfiguration],
  ['PutFunctionConcurrency', 'PUT', of('2017-10-31', 'concurrency'), putFunctionConcurrency],
  ['GetFunctionConcurrency', 'GET', of('2019-09-30', 'concurrency'), getFunctionConcurrency],
  ['DeleteFunctionConcurrency', 'DELETE', of('2017-10-31', 'concurrency'), deleteFunctionConcurrency],
  ['PutProvisionedConcurrencyConfig', 'PUT', PROVISIONED, putProvisionedConcurrencyConfig],
  ['GetProvisionedConcurrencyConfig', 'GET', PROVISIONED, getProvisionedConcurrencyConfig],
  ['DeleteProvisionedConcurrencyConfig', 'DELETE', PROVISIONED, deleteProvisionedConcurrencyConfig],
  [
    'ListProvisionedConcurrencyConfigs',
    'GET',
    of('2019-09-30', 'provisioned-concurrency\\?List=ALL'),
    listProvisionedConcurrencyConfigs,
  ],
  ['TagResource', 'POST', TAGS, tagResource],
  ['UntagResource', 'DELETE', TAGS, untagResource],
  ['ListTags', 'GET', TAGS, listTags],
  ['GetAccountSettings', 'GET', /^\/2016-08-19\/account-settings\/?$/, getAccountSettings],
  ['PublishVersion', 'POST', of('2015-03-31', 'versions'), publishVersion],
  ['ListVersionsByFunction', 'GET', of('2015-03-31', 'versions'), listVersionsByFunction],
  ['CreateAlias', 'POST', of('2015-03-31', 'aliases'), createAlias],
  ['ListAliases', 'GET', of('2015-03-31', 'aliases'), listAliases],
  ['GetAlias', 'GET', ALIAS, getAlias],
  ['UpdateAlias', 'PUT', ALIAS, updateAlias],
  ['DeleteAlias', 'DELETE', ALIAS, deleteAlias],
  ['PublishLayerVersion', 'POST', layer('versions'), publishLayerVersion],
  ['ListLayerVersions', 'GET', layer('versions'), listLayerVersions],
  ['GetLayerVersion', 'GET', LAYER_VERSION, getLayerVersion],
  ['DeleteLayerVersion', 'DELETE', LAYER_VERSION, deleteLayerVersion],
  ['GetLayerVersionByArn', 'GET', LAYER_BY_ARN, getLayerVersionByArn],
  [
    'AddLayerVersionPermission',
    'POST',
    layer('versions/(?<VersionNumber>[^/]+)/policy'),
    addLayerVersionPermission,
  ],
  ['GetLayerVersionPolicy', 'GET', layer('versions/(?<VersionNumber>[^/]+)/policy'), getLayerVersionPolicy],
  [
    'RemoveLayerVersionPermission',
    'DELETE',
    layer('versions/(?<VersionNumber>[^/]+)/policy/(?<StatementId>[^/]+)'),
    removeLayerVersionPermission,
  ],
  ['AddPermission', 'POST', of('2015-03-31', 'policy'), addPermission],
  ['GetPolicy', 'GET', of('2015-03-31', 'policy'), getPolicy],
  ['RemovePermission', 'DELETE', of('2015-03-31', 'policy/(?<StatementId>[^/]+)'), removePermission],
  ['CreateFunctionUrlConfig', 'POST', URL_CONFIG, createFunctionUrlConfig],
  ['GetFunctionUrlConfig', 'GET', URL_CONFIG, getFunctionUrlConfig],
  ['UpdateFunctionUrlConfig', 'PUT', URL_CONFIG, updateFunctionUrlConfig],
  ['DeleteFunctionUrlConfig', 'DELETE', URL_CONFIG, deleteFunctionUrlConfig],
  ['ListFunctionUrlConfigs', 'GET', of('2021-10-31', 'urls'), listFunctionUrlConfigs],
  ['ListLayers', 'GET', LAYERS, listLayers],
  ['Invoke', 'POST', of('2015-03-31', 'invocations'), invoke],
  [
    'InvokeWithResponseStream',
    'POST',
    of('2021-11-15', 'response-streaming-invocations'),
    invokeWithResponseStream,
  ],
  [
    'GetFunctionCodeSigningConfig',
    'GET',
    of('2020-06-30', 'code-signing-config'),
    getFunctionCodeSigningConfig,
  ],
  [
    'PutFunctionCodeSigningConfig',
    'PUT',
    of('2020-06-30', 'code-signing-config'),
    putFunctionCodeSigningConfig,
  ],
  [
    'DeleteFunctionCodeSigningConfig',
    'DELETE',
    of('2020-06-30', 'code-signing-config'),
    deleteFunctionCodeSigningConfig,
  ],
  ['ListCodeSigningConfigs', 'GET', CODE_SIGNING, listCodeSigningConfigs],
  ['GetCodeSigningConfig', 'GET', CODE_SIGNING_CONFIG, codeSigningConfigMissing],
  ['UpdateCodeSigningConfig', 'PUT', CODE_SIGNING_CONFIG, codeSigningConfigMissing],
  ['DeleteCodeSigningConfig', 'DELETE', CODE_SIGNING_CONFIG, codeSigningConfigMissing],
  [
    'ListFunctionsByCodeSigningConfig',
    'GET',
    /^\/2020-04-22\/code-signing-configs\/(?<CodeSigningConfigArn>[^/]+)\/functions$/,
    codeSigningConfigMissing,
  ],
  ['GetFunctionRecursionConfig', 'GET', of('2024-08-31', 'recursion-config'), getFunctionRecursionConfig],
  ['PutFunctionRecursionConfig', 'PUT', of('2024-08-31', 'recursion-config'), putFunctionRecursionConfig],
];

/** Answers one request to the Lambda API. */
export async function handleLambdaRequest(
  service: LambdaService,
  request: CloudRequest,
): Promise<CloudResponse> {
  const requestId = service.requestIds.uuid();
  const response = await route(service, request);
  return { ...response, headers: { 'x-amzn-requestid': requestId, ...response.headers } };
}

async function route(service: LambdaService, request: CloudRequest): Promise<CloudResponse> {
  const told = TELLING.find((name) => request.query[name] !== undefined);
  const asked = told ? `${request.path}?${told}=${request.query[told]}` : request.path;
  for (const [operation, method, path, run] of ROUTES) {
    const match = method === request.method ? path.exec(asked) : null;
    if (!match) continue;
    const response = await answer(service, request, run, named(match.groups));
    service.trace.record({
      type: 'request',
      at: service.clock.now(),
      operation,
      statusCode: response.statusCode,
    });
    return response;
  }
  const absent = absentOperation(request.method, request.path) ?? `${request.method} ${request.path}`;
  return errorResponse(notSimulated(`This simulator does not have the operation ${absent}.`));
}

const named = (groups: Record<string, string> = {}): PathParameters => ({
  FunctionName: '',
  Name: '',
  LayerName: '',
  VersionNumber: '',
  StatementId: '',
  CodeSigningConfigArn: '',
  ...Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)])),
});

async function answer(
  service: LambdaService,
  request: CloudRequest,
  run: Operation,
  parameters: PathParameters,
) {
  try {
    return await run(service, request, parameters);
  } catch (error) {
    if (error instanceof ServiceError) return errorResponse(error);
    throw error;
  }
}
