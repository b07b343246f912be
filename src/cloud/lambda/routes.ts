import type { CloudRequest, CloudResponse } from '../http.ts';
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
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  listFunctionEventInvokeConfigs,
  putFunctionEventInvokeConfig,
  updateFunctionEventInvokeConfig,
} from './operations/event-invoke-configs.ts';
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './operations/event-source-mappings.ts';
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
import type { LambdaService, PathParameters } from './service.ts';

export type Operation = (
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
const MAPPINGS = /^\/2015-03-31\/event-source-mappings\/?$/;
const MAPPING = /^\/2015-03-31\/event-source-mappings\/(?<UUID>[^/]+)$/;
const EVENT_INVOKE_CONFIG = of('2019-09-25', 'event-invoke-config');
const FUNCTIONS = /^\/2015-03-31\/functions\/?$/;

/** Method and path of each operation, as in the API reference; what is asked most comes first. */
export const ROUTES: [operation: string, method: string, path: RegExp, run: Operation][] = [
  ['Invoke', 'POST', of('2015-03-31', 'invocations'), invoke],
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
  ['PutFunctionEventInvokeConfig', 'PUT', EVENT_INVOKE_CONFIG, putFunctionEventInvokeConfig],
  ['UpdateFunctionEventInvokeConfig', 'POST', EVENT_INVOKE_CONFIG, updateFunctionEventInvokeConfig],
  ['GetFunctionEventInvokeConfig', 'GET', EVENT_INVOKE_CONFIG, getFunctionEventInvokeConfig],
  ['DeleteFunctionEventInvokeConfig', 'DELETE', EVENT_INVOKE_CONFIG, deleteFunctionEventInvokeConfig],
  [
    'ListFunctionEventInvokeConfigs',
    'GET',
    of('2019-09-25', 'event-invoke-config/list'),
    listFunctionEventInvokeConfigs,
  ],
  ['CreateEventSourceMapping', 'POST', MAPPINGS, createEventSourceMapping],
  ['ListEventSourceMappings', 'GET', MAPPINGS, listEventSourceMappings],
  ['GetEventSourceMapping', 'GET', MAPPING, getEventSourceMapping],
  ['UpdateEventSourceMapping', 'PUT', MAPPING, updateEventSourceMapping],
  ['DeleteEventSourceMapping', 'DELETE', MAPPING, deleteEventSourceMapping],
  ['GetFunctionRecursionConfig', 'GET', of('2024-08-31', 'recursion-config'), getFunctionRecursionConfig],
  ['PutFunctionRecursionConfig', 'PUT', of('2024-08-31', 'recursion-config'), putFunctionRecursionConfig],
];
