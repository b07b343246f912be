import { accessDenied, invalidParameter, resourceNotFound } from './errors.ts';
import type { AccountIdentity } from './functions.ts';
import { LIMITS } from './limits.ts';
import { length, matching, mustHold } from './validation.ts';

/** How calls that make or list functions word what a name may be. Source: recorded 2025-11. */
const CREATE_PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';

/** The same of calls to a function that is there. */
const PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?';

const QUALIFIER_PATTERN = '(|[a-zA-Z0-9$_-]+)';

const PARTS =
  /^(?:arn:[^:]*:lambda:)?(?:(?<region>[a-z-]+-\d):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[^:]+)(?::(?<qualifier>.+))?$/;

/** Which function, and which of its versions, a call names; the qualifier as it was given. */
export interface FunctionReference {
  name: string;
  qualifier: string | undefined;
}

/**
 * Reads `FunctionName`, which takes a name, a partial or a full ARN, together with `Qualifier`.
 * @throws ServiceError when either is malformed, they differ, or the function is of another account or region
 */
export function referenceOf(
  account: AccountIdentity,
  functionName: string,
  qualifier?: string,
  maxLength: number = LIMITS.functionReferenceLength,
): FunctionReference {
  mustHold(
    ...matching(functionName, 'functionName', PATTERN),
    ...length(functionName, 'functionName', 1, maxLength),
    ...matching(qualifier, 'qualifier', QUALIFIER_PATTERN),
    ...length(qualifier, 'qualifier', 1, LIMITS.qualifierLength),
  );
  return reachable(account, functionName, qualifier);
}

/** The name that a new function gets; `functionName` may be its ARN. */
export function newFunctionName(account: AccountIdentity, functionName: string): string {
  const { name } = reachable(account, functionName);
  mustBeShort(name);
  return name;
}

/** What the model says of the name of a new function. */
export const newNameViolations = (functionName: string | undefined) => [
  ...matching(functionName, 'functionName', CREATE_PATTERN, { required: true }),
  ...length(functionName, 'functionName', 1, LIMITS.functionReferenceLength),
];

function reachable(account: AccountIdentity, functionName: string, asked?: string): FunctionReference {
  const parts = PARTS.exec(functionName)?.groups ?? {};
  const { region = account.region, account: owner = account.accountId, name = functionName } = parts;
  if (region !== account.region)
    throw resourceNotFound(
      `Functions from '${region}' are not reachable in this region ('${account.region}')`,
    );
  if (owner !== account.accountId) throw accessDenied();
  if (parts.qualifier && asked && parts.qualifier !== asked)
    throw invalidParameter(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  return { name, qualifier: asked || parts.qualifier };
}

/** In the words of the model's validator, yet with the code of Lambda's own checks (recorded 2025-11). */
function mustBeShort(name: string) {
  if (name.length > LIMITS.functionNameLength)
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${LIMITS.functionNameLength}`,
    );
}
