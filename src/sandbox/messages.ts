import type { SavedAccount } from '../cloud/account-state.ts';
import type { SdkPackage } from '../cloud/engines.ts';
import type { RuntimeApiRequest, RuntimeApiResponse } from '../cloud/environment/runtime-api.ts';
import type { EnvironmentSnapshot } from '../cloud/environment/snapshot.ts';
import type { CloudRequest, CloudResponse } from '../cloud/http.ts';
import type { TraceEvent } from '../cloud/trace.ts';

/** CPython without its script, which stands before the worker's own. */
export interface PythonAssets {
  wasm: ArrayBuffer;
  stdlib: ArrayBuffer;
  runtime: string;
}

/** What the page gives the frame before its first question. */
export interface Start {
  engines: {
    nodejs: { wasm: ArrayBuffer; runtime: string; library: string };
    python?: PythonAssets;
  };
  /** See `CloudOptions`. */
  seed: number;
  startsAt: number;
  saved: SavedAccount | undefined;
}

/** What the page answers to `sdk-wanted`. */
export interface Sdk {
  kind: 'sdk';
  name: SdkPackage;
  text: string;
}

/** What the page asks of the account in the frame. */
export type Question =
  | { id: number; kind: 'request'; request: CloudRequest }
  | { id: number; kind: 'requests'; requests: readonly CloudRequest[] }
  | { id: number; kind: 'settled' }
  | { id: number; kind: 'advance'; ms: number }
  | { id: number; kind: 'reclaim'; functionName: string }
  | { id: number; kind: 'environments'; functionName: string }
  | { id: number; kind: 'attach'; functionName: string }
  | { id: number; kind: 'runtime-api'; functionName: string; request: RuntimeApiRequest }
  | { id: number; kind: 'detach'; functionName: string }
  | { id: number; kind: 'trace'; from: number }
  | { id: number; kind: 'save' }
  /** To go on with another account: one that was saved, or an empty one. */
  | { id: number; kind: 'load'; saved: SavedAccount | undefined };

export type Reply =
  | { id: number; kind: 'response'; response: CloudResponse }
  | { id: number; kind: 'responses'; responses: CloudResponse[] }
  | { id: number; kind: 'settled' | 'advance' | 'reclaim' | 'attach' | 'detach' | 'load' }
  /** Undefined when nobody answers any more. */
  | { id: number; kind: 'runtime-api'; answer: RuntimeApiResponse | undefined }
  | { id: number; kind: 'save'; saved: SavedAccount }
  | { id: number; kind: 'environments'; environments: readonly EnvironmentSnapshot[] }
  | { id: number; kind: 'trace'; events: readonly TraceEvent[] }
  | { id: number; kind: 'failed'; message: string }
  /** A function's code names a package of the AWS SDK: the account waits until the page has fetched it. */
  | { kind: 'sdk-wanted'; name: SdkPackage }
  /** Time stands still, or goes on: the account waits for the next call of an attached process, and its silence is no sign. */
  | { kind: 'stands'; still: boolean }
  /** What was saved is no account, or one of another version: the account is an empty one. */
  | { kind: 'unreadable' }
  /** The frame itself is broken; there is no question to answer. */
  | { kind: 'fault'; message: string };
