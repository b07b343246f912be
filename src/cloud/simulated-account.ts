import type { EnvironmentSnapshot } from './environment/snapshot.ts';
import type { CloudRequest, CloudResponse } from './http.ts';
import type { AttachedRuntime } from './runtimes/attached.ts';
import type { TraceEvent } from './trace.ts';

/** A simulated account, wherever it lives: in this process, or in the sandbox frame. */
export interface SimulatedAccount {
  handle(request: CloudRequest): Promise<CloudResponse>;
  /** Requests that arrive at the same moment; the answers in their order. */
  handleTogether(requests: readonly CloudRequest[]): Promise<CloudResponse[]>;
  /** Resolves when nothing is scheduled any more. */
  settled(): Promise<void>;
  /** Lets `ms` of virtual time pass without a request, and gives up environments that were idle for too long. */
  advance(ms: number): Promise<void>;
  /** Gives up the idle environments of a function, if there is such a function. */
  reclaim(functionName: string): Promise<void>;
  /** The environments of a function that are alive, the oldest first. */
  environments(functionName: string): Promise<readonly EnvironmentSnapshot[]>;
  /**
   * Lets whoever calls it serve a function's invocations in place of its runtime, one at a time. Time stands still while it owes its next call;
   * a call is not answered when the account is thrown away.
   */
  attach(functionName: string): Promise<AttachedRuntime>;
  /** What happened since event number `from`. */
  traceFrom(from: number): Promise<readonly TraceEvent[]>;
}
