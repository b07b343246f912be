import type { TraceEvent } from '../../cloud/trace.ts';

/** A call to the Runtime API, or to one of those beside it; times are ms since the run began, and before it they are negative. */
export interface Exchange {
  /** The external extension whose process called; undefined for the runtime's. */
  extension?: string;
  method: string;
  path: string;
  /** Of the call, ms since 1970. */
  clock: number;
  askedMs: number;
  /** Its place in the trace, which tells what came first of two things at one moment. */
  place: number;
  request: Message;
  /** None while Lambda has no event for a `next`. */
  answer?: Answer;
}

export interface Answer extends Message {
  status: number;
  place: number;
  afterMs: number;
  /** When the phase began in which it was answered. */
  resumedMs: number;
}

export interface Message {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** The calls of one environment, in the order in which they were made. */
export interface Conversation {
  environmentId: string;
  /** When the environment started, or was first invoked in this run. */
  beganMs: number;
  /** It was there before this run: its processes had asked for their next event. */
  isWarm?: boolean;
  exchanges: readonly Exchange[];
}

type Waiting = Extract<TraceEvent, { type: 'runtime-api-waiting' }>;
type Call = Pick<Waiting, 'environmentId' | 'extension'>;

const nothing: Message = { headers: {}, body: '' };

/** What `trace`, that of one run, shows of the Runtime API: first the environment that was first asked. */
export function conversationsOf(trace: readonly TraceEvent[]): Conversation[] {
  const began = startOf(trace);
  const byEnvironment = new Map<string, Exchange[]>();
  /** Calls that nothing answers yet; a runtime may post its answer and ask for the next event at one and the same time. */
  const waiting = new Map<string, { event: Waiting; place: number }[]>();
  const idOf = ({ environmentId, extension = '' }: Call, askedAt: number, path: string) =>
    `${environmentId} ${extension} ${askedAt} ${path}`;
  const add = ({ environmentId, extension }: Call, exchange: Exchange) => {
    const exchanges = byEnvironment.get(environmentId) ?? [];
    exchanges.push({ ...(extension !== undefined && { extension }), ...exchange });
    byEnvironment.set(environmentId, exchanges);
  };
  for (const [place, event] of trace.entries()) {
    if (event.type === 'runtime-api-waiting') {
      const id = idOf(event, event.at, event.path);
      waiting.set(id, [...(waiting.get(id) ?? []), { event, place }]);
    }
    if (event.type !== 'runtime-api') continue;
    const { method, path, at, askedAt } = event;
    const held = waiting.get(idOf(event, askedAt, path))?.shift();
    add(event, {
      method,
      path,
      clock: askedAt,
      askedMs: askedAt - began,
      place: held?.place ?? (askedAt < at ? -1 : place),
      request: { headers: event.requestHeaders, body: event.requestBody },
      answer: {
        status: event.status,
        place,
        afterMs: at - askedAt,
        resumedMs: Math.max(askedAt, resumedAt(trace, event)) - began,
        headers: event.responseHeaders,
        body: event.responseBody,
      },
    });
  }
  for (const { event, place } of [...waiting.values()].flat()) {
    const { method, path, at } = event;
    add(event, { method, path, clock: at, askedMs: at - began, place, request: nothing });
  }
  return [...byEnvironment].map(([environmentId, exchanges]) => ({
    environmentId,
    beganMs: startOf(trace, environmentId) - began,
    ...(isWarm(trace, environmentId) && { isWarm: true }),
    exchanges: exchanges.sort((a, b) => a.clock - b.clock),
  }));
}

const phasesOf = (trace: readonly TraceEvent[], environmentId: string) =>
  trace.flatMap((event) =>
    (event.type === 'phase' || event.type === 'extension-phase') && event.environmentId === environmentId
      ? [event]
      : [],
  );

/** Nothing started an environment or its process in `trace`. */
const isWarm = (trace: readonly TraceEvent[], environmentId: string) =>
  !trace.some(
    (event) =>
      'environmentId' in event &&
      event.environmentId === environmentId &&
      (event.type === 'environment' || (event.type === 'phase' && event.phase !== 'invoke')),
  );

/** When the first phase began; while it lasts it is not recorded, but the environment is. */
function startOf(trace: readonly TraceEvent[], environmentId?: string) {
  const of = trace.filter(
    (event) =>
      environmentId === undefined || ('environmentId' in event && event.environmentId === environmentId),
  );
  const phases = of.flatMap((event) => (event.type === 'phase' ? [event.from] : []));
  const environments = of.flatMap((event) => (event.type === 'environment' ? [event.at] : []));
  return Math.min(...(phases.length > 0 ? phases : environments));
}

/** When the phase began in which a call was answered; while it lasts it is not recorded. */
function resumedAt(
  trace: readonly TraceEvent[],
  { environmentId, at }: Extract<TraceEvent, { type: 'runtime-api' }>,
) {
  const phases = phasesOf(trace, environmentId).filter(({ from, to }) => from <= at && at <= to);
  return Math.max(...phases.map(({ from }) => from));
}

const STATUS: Record<number, string> = {
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  500: 'Internal Server Error',
};

export const statusInWords = ({ status }: Answer) => `${status} ${STATUS[status] ?? ''}`.trim();

export const isRefused = ({ answer }: Exchange) => answer !== undefined && answer.status >= 400;

/** When something was said: `133.24 ms`, `5 min 192.76 ms`. */
export function whenInWords(ms: number): string {
  if (ms < 0) return `${duration(-ms)} before this run`;
  const minutes = Math.floor(ms / 60_000);
  return minutes === 0 ? duration(ms) : `${minutes} min ${duration(ms - minutes * 60_000)}`;
}

/** A length of time; long ones are round. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${ms.toFixed(2)} ms`;
  return ms < 120_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.round(ms / 60_000).toLocaleString('en-US')} min`;
}
