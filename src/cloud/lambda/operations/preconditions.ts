import { preconditionFailed, resourceConflict } from '../errors.ts';
import { functionArn, type LambdaFunction } from '../functions.ts';
import type { LambdaService } from '../service.ts';

/** @throws PreconditionFailedException when what is to be changed was changed since the caller last looked */
export function mustBeCurrent({ RevisionId }: { RevisionId: string }, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== RevisionId)
    throw preconditionFailed(
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    );
}

/** @throws ResourceConflictException while the function is being created or changed */
export function mustBeSettled({ account }: LambdaService, { latest }: LambdaFunction) {
  const { state, lastUpdateStatus, FunctionName } = latest.configuration;
  if (state === 'Pending')
    throw resourceConflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  if (lastUpdateStatus === 'InProgress')
    throw resourceConflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${functionArn(account, FunctionName)}`,
    );
}
