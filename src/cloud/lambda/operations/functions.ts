import { sha256 } from '@noble/hashes/sha2.js';
import { CALIBRATION } from '../../environment/calibration.ts';
import { type CloudRequest, type CloudResponse, json, toText } from '../../http.ts';
import {
  constraint,
  invalidParameter,
  invalidRequestContent,
  resourceConflict,
  resourceNotFound,
} from '../errors.ts';
import {
  describeFunction,
  type FunctionConfiguration,
  functionArn,
  type LambdaFunction,
} from '../functions.ts';
import { reclaimAll } from '../invoke/environments.ts';
import { LIMITS } from '../limits.ts';
import { codeOf } from '../package.ts';
import { isSimulatedRuntime } from '../runtimes.ts';
import type { LambdaService } from '../service.ts';

const FUNCTION_NAME = /^[a-zA-Z0-9-_]+$/;

/** How the API words what a name may be: it also takes ARNs, which come with qualifiers. Source: API model, 2026-10. */
const FUNCTION_NAME_PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';

interface CreateFunctionInput {
  FunctionName?: string;
  Runtime?: string;
  Role?: string;
  Handler?: string;
  Description?: string;
  MemorySize?: number;
  Timeout?: number;
  Environment?: { Variables?: Record<string, string> };
  Code?: { ZipFile?: string };
}

export function createFunction(service: LambdaService, request: CloudRequest): CloudResponse {
  const input = body<CreateFunctionInput>(request);
  const FunctionName = functionNameOf(input.FunctionName);
  if (service.functions.has(FunctionName)) throw resourceConflict(`Function already exist: ${FunctionName}`);
  const { Runtime = '', Handler = '', Role = '' } = input;
  if (!isSimulatedRuntime(Runtime))
    throw invalidParameter(`The runtime ${Runtime} is not available in this simulator.`);
  if (!/^\S{1,128}$/.test(Handler))
    throw constraint(input.Handler, 'handler', 'Member must satisfy regular expression pattern: [^\\s]+');
  if (!/^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/.test(Role))
    throw constraint(
      input.Role,
      'role',
      'Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+',
    );
  const configuration: FunctionConfiguration = {
    FunctionName,
    Runtime,
    Role,
    Handler,
    Description: input.Description ?? '',
    MemorySize: within(input.MemorySize, 'memorySize', LIMITS.memorySizeMB),
    Timeout: within(input.Timeout, 'timeout', LIMITS.timeoutSeconds),
    Environment: environmentOf(input.Environment?.Variables ?? {}),
    ...stamp(service),
    CodeSha256: '',
    CodeSize: 0,
    state: 'Pending',
    lastUpdateStatus: undefined,
  };
  const code = unpackCode(input.Code?.ZipFile, configuration, service);
  const created: LambdaFunction = { configuration, code, environments: [] };
  service.functions.set(FunctionName, created);
  service.clock.schedule(service.clock.now() + CALIBRATION.createFunctionMs, () => {
    configuration.state = 'Active';
    configuration.lastUpdateStatus = 'Successful';
    configuration.RevisionId = service.random.uuid();
  });
  return json(201, describeFunction(service.account, configuration));
}

export function updateFunctionCode(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const input = body<{ ZipFile?: string; RevisionId?: string }>(request);
  const target = findFunction(service, FunctionName);
  const { configuration } = target;
  if (configuration.state === 'Pending' || configuration.lastUpdateStatus === 'InProgress')
    throw resourceConflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${functionArn(service.account, FunctionName)}`,
    );
  target.code = unpackCode(input.ZipFile, target.configuration, service);
  Object.assign(configuration, stamp(service), { lastUpdateStatus: 'InProgress' });
  service.clock.schedule(service.clock.now() + CALIBRATION.updateFunctionMs, () => {
    configuration.lastUpdateStatus = 'Successful';
    configuration.RevisionId = service.random.uuid();
    reclaimAll(service, target, 'updated');
    target.environments = [];
  });
  return json(200, describeFunction(service.account, configuration));
}

export function getFunction(
  service: LambdaService,
  _request: CloudRequest,
  { FunctionName }: { FunctionName: string },
): CloudResponse {
  const { configuration } = findFunction(service, FunctionName);
  return json(200, {
    Configuration: describeFunction(service.account, configuration),
    Code: {
      RepositoryType: 'S3',
      Location: `https://awslambda-${service.account.region}-tasks.s3.${service.account.region}.amazonaws.com/snapshots/${service.account.accountId}/${FunctionName}`,
    },
  });
}

/** @throws ResourceNotFoundException; `shownAs` is how its message names the function */
export function findFunction(service: LambdaService, name: string, shownAs = name): LambdaFunction {
  const found = service.functions.get(functionNameOf(name));
  if (!found) throw resourceNotFound(`Function not found: ${functionArn(service.account, shownAs)}`);
  return found;
}

function functionNameOf(name: string | undefined): string {
  if (!name || !FUNCTION_NAME.test(name))
    throw constraint(
      name,
      'functionName',
      `Member must satisfy regular expression pattern: ${FUNCTION_NAME_PATTERN}`,
    );
  if (name.length > LIMITS.functionNameLength)
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${LIMITS.functionNameLength}`,
    );
  return name;
}

function body<Input>(request: CloudRequest): Input {
  try {
    return JSON.parse(toText(request.body)) as Input;
  } catch {
    throw invalidRequestContent('Could not parse request body into json');
  }
}

function within(
  value: number | undefined,
  field: string,
  limit: { min: number; max: number; default: number },
) {
  if (value === undefined) return limit.default;
  if (value < limit.min)
    throw constraint(value, field, `Member must have value greater than or equal to ${limit.min}`);
  if (value > limit.max)
    throw constraint(value, field, `Member must have value less than or equal to ${limit.max}`);
  return value;
}

function environmentOf(variables: Record<string, string>): Record<string, string> {
  const measured = JSON.stringify(variables);
  if (measured.length > LIMITS.environmentVariablesBytes)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    );
  return variables;
}

const stamp = ({ clock, random }: LambdaService) => ({
  LastModified: new Date(clock.now()).toISOString().replace('Z', '+0000'),
  RevisionId: random.uuid(),
});

/** The code of a function; its size and hash go into `configuration`. */
function unpackCode(
  zipFile: string | undefined,
  configuration: FunctionConfiguration,
  { clock }: LambdaService,
) {
  const zip = Uint8Array.from(atob(zipFile ?? ''), (character) => character.charCodeAt(0));
  const code = codeOf(zip, clock.now());
  configuration.CodeSize = zip.length;
  configuration.CodeSha256 = btoa(String.fromCharCode(...sha256(zip)));
  return code;
}
