import {
  invalidParameter,
  policyTooLong,
  preconditionFailed,
  resourceConflict,
  resourceNotFound,
} from './errors.ts';
import { LIMITS } from './limits.ts';

/** A statement of a resource-based policy, as its JSON shows it. */
export interface Statement {
  Sid: string;
  Effect: 'Allow';
  Principal: '*' | { AWS: string } | { Service: string };
  Action: string;
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

/** What others may do with a function, one of its versions or aliases, or a layer version. */
export interface Policy {
  statements: readonly Statement[];
  RevisionId: string;
}

export const policyDocument = ({ statements }: Policy): string =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });

/** `*`, an account, an ARN of IAM, or a service. @throws InvalidParameterValueException */
export function principalOf(principal: string): Statement['Principal'] {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (/^arn:(aws[a-zA-Z-]*):(iam|sts)::/.test(principal)) return { AWS: principal };
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.');
}

/** @throws ServiceError when there is such a statement, or the policy would be too long */
export function withStatement(policy: Policy | undefined, statement: Statement, RevisionId: string): Policy {
  const { statements = [] } = policy ?? {};
  if (statements.some(({ Sid }) => Sid === statement.Sid))
    throw resourceConflict(
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  const next = { statements: [...statements, statement], RevisionId };
  const { length } = policyDocument(next);
  if (length > LIMITS.policyBytes)
    throw policyTooLong(
      `The final policy size (${length}) is bigger than the limit (${LIMITS.policyBytes}).`,
    );
  return next;
}

/** Without the statement; undefined when it was the last one. @throws ResourceNotFoundException */
export function withoutStatement(
  policy: Policy | undefined,
  sid: string,
  RevisionId: string,
): Policy | undefined {
  if (!policy) throw resourceNotFound('No policy is associated with the given resource.');
  const statements = policy.statements.filter(({ Sid }) => Sid !== sid);
  if (statements.length === policy.statements.length)
    throw resourceNotFound(`Statement ${sid} is not found in resource policy.`);
  return statements.length > 0 ? { statements, RevisionId } : undefined;
}

/** @param call what tells the revision of now @throws PreconditionFailedException */
export function mustBeLatestPolicy(
  policy: Policy | undefined,
  revisionId: string | undefined,
  call: 'GetPolicy' | 'GetLayerPolicy',
): void {
  if (revisionId !== undefined && revisionId !== policy?.RevisionId)
    throw preconditionFailed(
      `The Revision Id provided does not match the latest Revision Id. Call the ${call} API to retrieve the latest Revision Id`,
    );
}
