import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { resourceNotFound } from '../errors.ts';
import { type LayerVersion, layerArn } from '../layers.ts';
import {
  mustBeLatestPolicy,
  policyDocument,
  principalOf,
  type Statement,
  withoutStatement,
  withStatement,
} from '../policy.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { length, matching, mustHold } from '../validation.ts';
import { inputOf } from './input.ts';
import { layerName, layerNameViolations, versionNumber } from './layers.ts';

interface AddLayerVersionPermissionInput {
  StatementId?: string;
  Action?: string;
  Principal?: string;
  OrganizationId?: string;
}

export function addLayerVersionPermission(
  service: LambdaService,
  request: CloudRequest,
  parameters: PathParameters,
): CloudResponse {
  const input = inputOf<AddLayerVersionPermissionInput>(request);
  const { StatementId = '', Action = '', Principal = '', OrganizationId } = input;
  mustHold(
    ...layerNameViolations(parameters.LayerName),
    ...matching(input.StatementId, 'statementId', '([a-zA-Z0-9-_]+)', { required: true }),
    ...length(input.StatementId, 'statementId', 1, 100),
    ...matching(input.Action, 'action', 'lambda:GetLayerVersion', { required: true }),
    ...matching(input.Principal, 'principal', '\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root', {
      required: true,
    }),
    ...matching(OrganizationId, 'organizationId', 'o-[a-z0-9]{10,32}'),
  );
  const { version, arn } = shared(service, parameters);
  mustBeLatestPolicy(version.policy, request.query.RevisionId, 'GetLayerPolicy');
  const statement: Statement = {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action,
    Resource: arn,
    ...(OrganizationId && { Condition: { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } } }),
  };
  version.policy = withStatement(version.policy, statement, service.random.uuid());
  return json(201, { Statement: JSON.stringify(statement), RevisionId: version.policy.RevisionId });
}

export function getLayerVersionPolicy(
  service: LambdaService,
  _request: CloudRequest,
  parameters: PathParameters,
): CloudResponse {
  mustHold(...layerNameViolations(parameters.LayerName));
  const { policy } = shared(service, parameters).version;
  if (!policy) throw resourceNotFound('No policy is associated with the given resource.');
  return json(200, { Policy: policyDocument(policy), RevisionId: policy.RevisionId });
}

export function removeLayerVersionPermission(
  service: LambdaService,
  request: CloudRequest,
  parameters: PathParameters,
): CloudResponse {
  mustHold(...layerNameViolations(parameters.LayerName));
  const { version } = shared(service, parameters);
  mustBeLatestPolicy(version.policy, request.query.RevisionId, 'GetLayerPolicy');
  version.policy = withoutStatement(version.policy, parameters.StatementId, service.random.uuid());
  return noContent();
}

/** @throws ResourceNotFoundException */
function shared(
  service: LambdaService,
  { LayerName, VersionNumber }: PathParameters,
): { version: LayerVersion; arn: string } {
  const name = layerName(LayerName);
  const number = versionNumber(VersionNumber);
  const arn = `${layerArn(service.account, name)}:${number}`;
  const version = service.layers.get(name)?.versions.get(number);
  if (!version) throw resourceNotFound(`Layer version ${arn} does not exist.`);
  return { version, arn };
}
