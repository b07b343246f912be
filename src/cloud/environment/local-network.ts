import type { RuntimeApiRequest, RuntimeApiResponse } from './runtime-api.ts';

/** Takes a request that came to a port; `respond` may be called long after. */
type Serve = (request: RuntimeApiRequest, respond: (response: RuntimeApiResponse) => void) => void;

/** A port that a process listens on. */
export interface Listening {
  readonly port: number;
  close(): void;
}

/** What listens inside an environment: `localhost` to its processes, `sandbox.localdomain` to the platform. */
export interface LocalNetwork {
  /** @param port 0 for any that is free; undefined when it is taken, or too many are */
  listen(port: number, serve: Serve): Listening | undefined;
  /** False when nothing listens there. */
  send(port: number, request: RuntimeApiRequest, respond: (response: RuntimeApiResponse) => void): boolean;
}

/** From here on Linux numbers ports by itself. */
const FIRST_FREE = 32_768;
/** The Runtime API listens on it. */
const RESERVED = 9_001;
/** Each is a file descriptor of its process (Lambda quotas page, 2026-07: 1,024). */
const LIMIT = 1_024;

export function createLocalNetwork(): LocalNetwork {
  const listening = new Map<number, Serve>();
  return {
    listen(asked, serve) {
      let port = asked || FIRST_FREE;
      while (asked === 0 && listening.has(port)) port += 1;
      if (port === RESERVED || listening.has(port) || listening.size >= LIMIT) return undefined;
      listening.set(port, serve);
      return { port, close: () => void listening.delete(port) };
    },
    send(port, request, respond) {
      const serve = listening.get(port);
      serve?.(request, respond);
      return serve !== undefined;
    },
  };
}
