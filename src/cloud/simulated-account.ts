import type { CloudRequest, CloudResponse } from './http.ts';
import type { TraceEvent } from './trace.ts';

/** A simulated account, wherever it lives: in this process, or in the sandbox frame. */
export interface SimulatedAccount {
  handle(request: CloudRequest): Promise<CloudResponse>;
  /** Resolves when nothing is scheduled any more. */
  settled(): Promise<void>;
  /** What happened since event number `from`. */
  traceFrom(from: number): Promise<readonly TraceEvent[]>;
}
