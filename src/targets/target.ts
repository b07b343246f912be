import type { LambdaClient } from '@aws-sdk/client-lambda';

/** Where a lab runs. The client is the real SDK's; only what is at its other end differs. */
export interface Target {
  readonly kind: 'simulator' | 'account';
  readonly client: LambdaClient;
  /** The execution role that new functions get. */
  readonly roleArn: string;
  /** Resolves when the function's `State` is `Active` and its last update is `Successful`. */
  functionReady(functionName: string): Promise<void>;
}
