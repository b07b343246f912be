import { LambdaClient, waitUntilFunctionActiveV2, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda';
import type { Credentials } from './credentials.ts';
import type { Place } from './places.ts';
import type { Target } from './target.ts';

export interface AccountTarget extends Target {
  readonly kind: 'account';
  readonly place: Place;
}

/** Seconds after which a function that does not become ready is given up. */
const READY_WITHIN_S = 120;
const LOOK_EVERY_S = { minDelay: 1, maxDelay: 2 };

/**
 * A Lambda client on a learner's own account. The credentials live in the client alone, in the memory of this page.
 * @param roleArn the execution role that new functions get
 */
export function accountTarget(place: Place, credentials: Credentials, roleArn: string): AccountTarget {
  const client = new LambdaClient({ region: place.region, endpoint: place.url, credentials });
  const wait = { client, maxWaitTime: READY_WITHIN_S, ...LOOK_EVERY_S };
  return {
    kind: 'account',
    place,
    client,
    roleArn,
    async functionReady(FunctionName) {
      await waitUntilFunctionActiveV2(wait, { FunctionName });
      await waitUntilFunctionUpdatedV2(wait, { FunctionName });
    },
  };
}
