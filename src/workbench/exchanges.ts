import type { TraceEvent } from '../cloud/trace.ts';

/** A call from a runtime to the Runtime API; times are ms since the run began, and before it they are negative. */
export interface Exchange {
  method: string;
  path: string;
  /** Of the call, ms since 1970. */
  clock: number;
  askedMs: number;
  request: Message;
  /** None while Lambda has no event for a `next`. */
  answer?: Message & { status: number; afterMs: number };
}

export interface Message {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** The calls of one environment, in the order in which they were made. */
export interface Conversation {
  environmentId: string;
  exchanges: readonly Exchange[];
}

const nothing: Message = { headers: {}, body: '' };

/** What `trace`, that of one run, shows of the Runtime API: first the environment that was first asked. */
export function conversationsOf(trace: readonly TraceEvent[]): Conversation[] {
  const began = Math.min(...trace.flatMap((event) => (event.type === 'phase' ? [event.from] : [])));
  const byEnvironment = new Map<string, Exchange[]>();
  const answered = new Set<string>();
  // A runtime posts its answer and asks for the next event at one and the same time.
  const idOf = (environmentId: string, askedAt: number, path: string) =>
    `${environmentId} ${askedAt} ${path}`;
  const add = (environmentId: string, exchange: Exchange) => {
    const known = byEnvironment.get(environmentId);
    if (known) known.push(exchange);
    else byEnvironment.set(environmentId, [exchange]);
  };
  for (const event of trace) {
    if (event.type !== 'runtime-api') continue;
    answered.add(idOf(event.environmentId, event.askedAt, event.path));
    add(event.environmentId, {
      method: event.method,
      path: event.path,
      clock: event.askedAt,
      askedMs: event.askedAt - began,
      request: { headers: event.requestHeaders, body: event.requestBody },
      answer: {
        status: event.status,
        afterMs: event.at - event.askedAt,
        headers: event.responseHeaders,
        body: event.responseBody,
      },
    });
  }
  for (const event of trace)
    if (
      event.type === 'runtime-api-waiting' &&
      !answered.has(idOf(event.environmentId, event.at, event.path))
    ) {
      const { environmentId, method, path, at } = event;
      add(environmentId, { method, path, clock: at, askedMs: at - began, request: nothing });
    }
  return [...byEnvironment].map(([environmentId, exchanges]) => ({
    environmentId,
    exchanges: exchanges.sort((a, b) => a.clock - b.clock),
  }));
}

const STATUS: Record<number, string> = {
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
};

/** `200 OK`, or that Lambda holds the call. */
export const statusInWords = ({ answer }: Exchange) =>
  answer ? `${answer.status} ${STATUS[answer.status] ?? ''}`.trim() : 'waiting';

/** When a call was made and how long its answer took. */
export function timeInWords({ askedMs, answer }: Exchange): string {
  const asked = askedMs < 0 ? `asked ${duration(-askedMs)} before this run` : `at ${duration(askedMs)}`;
  return answer && answer.afterMs > 0 ? `${asked}, answered ${duration(answer.afterMs)} later` : asked;
}

function duration(ms: number): string {
  if (ms < 10_000) return `${ms.toFixed(2)} ms`;
  return ms < 120_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.round(ms / 60_000).toLocaleString('en-US')} min`;
}
