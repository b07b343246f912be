import { type CloudRequest, type CloudResponse, json, noContent } from '../../http.ts';
import { invalidParameter, resourceNotFound } from '../errors.ts';
import { referenceOf } from '../function-name.ts';
import { functionArn, type LambdaFunction } from '../functions.ts';
import {
  mustBeLatestPolicy,
  policyDocument,
  principalOf,
  type Statement,
  withoutStatement,
  withStatement,
} from '../policy.ts';
import type { LambdaService, PathParameters } from '../service.ts';
import { length, matching, mustHold, oneOf } from '../validation.ts';
import { functionNotFound } from './find.ts';
import { inputOf } from './input.ts';

interface AddPermissionInput {
  StatementId?: string;
  Action?: string;
  Principal?: string;
  SourceArn?: string;
  SourceAccount?: string;
  EventSourceToken?: string;
  PrincipalOrgID?: string;
  FunctionUrlAuthType?: 'NONE' | 'AWS_IAM';
  InvokedViaFunctionUrl?: boolean;
  RevisionId?: string;
}

export function addPermission(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const input = inputOf<AddPermissionInput>(request);
  const { StatementId = '', Action = '', Principal = '' } = input;
  mustHold(
    ...matching(input.StatementId, 'statementId', '([a-zA-Z0-9-_]+)', { required: true }),
    ...length(input.StatementId, 'statementId', 1, 100),
    ...matching(input.Action, 'action', '(lambda:[*]|lambda:[a-zA-Z]+|[*])', { required: true }),
    ...matching(input.Principal, 'principal', '[^\\s]+', { required: true }),
    ...matching(input.SourceAccount, 'sourceAccount', '\\d{12}'),
    ...matching(input.PrincipalOrgID, 'principalOrgID', 'o-[a-z0-9]{10,32}'),
    ...oneOf(input.FunctionUrlAuthType, 'functionUrlAuthType', ['NONE', 'AWS_IAM']),
  );
  const { target, qualifier, arn } = permitted(service, request, FunctionName);
  if (qualifier === '$LATEST')
    throw invalidParameter('We currently do not support adding policies for $LATEST.');
  const policy = target.policies.get(qualifier ?? '');
  mustBeLatestPolicy(policy, input.RevisionId, 'GetPolicy');
  const Condition = conditionOf(input);
  const statement: Statement = {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action,
    Resource: arn,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
  target.policies.set(qualifier ?? '', withStatement(policy, statement, service.random.uuid()));
  return json(201, { Statement: JSON.stringify(statement) });
}

export function getPolicy(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName }: PathParameters,
): CloudResponse {
  const { name, qualifier } = referenceOf(service.account, FunctionName, request.query.Qualifier);
  const target = service.functions.get(name);
  if (!target) throw functionNotFound(service, name);
  const policy = target.policies.get(qualifier ?? '');
  if (!policy) throw resourceNotFound('The resource you requested does not exist.');
  return json(200, { Policy: policyDocument(policy), RevisionId: policy.RevisionId });
}

export function removePermission(
  service: LambdaService,
  request: CloudRequest,
  { FunctionName, StatementId }: PathParameters,
): CloudResponse {
  const { name } = referenceOf(service.account, FunctionName, request.query.Qualifier);
  if (!service.functions.has(name))
    throw resourceNotFound(`No policy found for: ${functionArn(service.account, name)}`);
  const { target, qualifier } = permitted(service, request, FunctionName);
  const policy = target.policies.get(qualifier ?? '');
  mustBeLatestPolicy(policy, request.query.RevisionId, 'GetPolicy');
  const rest = withoutStatement(policy, StatementId, service.random.uuid());
  if (rest) target.policies.set(qualifier ?? '', rest);
  else target.policies.delete(qualifier ?? '');
  return noContent();
}

/** The function, version or alias that a policy belongs to. @throws ResourceNotFoundException */
function permitted(
  service: LambdaService,
  request: CloudRequest,
  functionName: string,
): { target: LambdaFunction; qualifier: string | undefined; arn: string } {
  const { name, qualifier } = referenceOf(service.account, functionName, request.query.Qualifier);
  const target = service.functions.get(name);
  if (!target) throw functionNotFound(service, name);
  const arn = functionArn(service.account, name, qualifier);
  if (qualifier !== undefined && qualifier !== '$LATEST') {
    const isAlias = /^(?!\d+$)[\w-]+$/.test(qualifier);
    if (isAlias && !target.aliases.has(qualifier)) throw resourceNotFound(`Cannot find alias arn: ${arn}`);
    if (!isAlias && !target.published.has(qualifier)) throw functionNotFound(service, name, qualifier);
  }
  return { target, qualifier, arn };
}

/** The conditions that the parameters stand for, with the keys that AWS gives them. */
function conditionOf(input: AddPermissionInput): NonNullable<Statement['Condition']> {
  const equals = {
    ...(input.SourceAccount && { 'AWS:SourceAccount': input.SourceAccount }),
    ...(input.FunctionUrlAuthType && { 'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType }),
    ...(input.PrincipalOrgID && { 'aws:PrincipalOrgID': input.PrincipalOrgID }),
    ...(input.EventSourceToken && { 'lambda:EventSourceToken': input.EventSourceToken }),
  };
  return {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(input.InvokedViaFunctionUrl !== undefined && {
      Bool: { 'lambda:InvokedViaFunctionUrl': String(input.InvokedViaFunctionUrl) },
    }),
    ...(input.SourceArn && { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
  };
}
