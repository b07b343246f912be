import type { RuntimeApiRequest, RuntimeApiResponse } from './runtime-api.ts';

export type ExtensionEvent = 'INVOKE' | 'SHUTDOWN';
export type ShutdownReason = 'spindown' | 'timeout' | 'failure';

/** An extension that has registered. An external one is a process of its own, an internal one lives in the runtime's. */
export interface RegisteredExtension {
  readonly name: string;
  readonly external: boolean;
  readonly events: readonly ExtensionEvent[];
  /** As the log's EXTENSION line names it. */
  readonly state: 'Registered' | 'Ready' | 'Running' | 'InitError' | 'ExitError';
  readonly errorType?: string;
}

/** What the environment learns of its extensions' calls; `at` is the virtual time of the call. */
export interface ExtensionsApiListener {
  registered(at: number, extension: RegisteredExtension): void;
  /** It asks for its next event. */
  ready(at: number, extension: RegisteredExtension): void;
  /** It reported that it cannot go on. */
  failed(at: number, extension: RegisteredExtension): void;
}

export interface ExtensionsApi {
  /**
   * Answers at once, or holds `event/next`.
   * @param external file name of the external extension whose process asks; undefined for the runtime's process
   */
  request(
    request: RuntimeApiRequest,
    at: number,
    external: string | undefined,
    respond: (response: RuntimeApiResponse, at: number) => void,
  ): void;
  readonly registered: readonly RegisteredExtension[];
  /** From the runtime's first `next` on nothing may register. */
  closeRegistration(): void;
  /** Gives an INVOKE event to each that registered for it, all of which wait. */
  invoke(
    event: { deadlineMs: number; requestId: string; invokedFunctionArn: string; traceId: string },
    at: number,
  ): void;
  /** Gives the SHUTDOWN event to one that registered for it, now or when it asks. */
  shutDown(name: string, reason: ShutdownReason, deadlineMs: number, at: number): void;
}
