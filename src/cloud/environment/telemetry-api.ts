import { toBytes } from '../http.ts';
import { json, METHOD_NOT_ALLOWED, NOT_FOUND, refusal } from './api-responses.ts';
import type { ExtensionsApi } from './extensions-api.ts';
import { jsonProblem } from './json-problem.ts';
import type { Subscribed } from './log-lines.ts';
import type { PlatformLogging } from './platform-log.ts';
import type { RuntimeApiRequest, RuntimeApiResponse } from './runtime-api.ts';
import { readSubscription, type Subscription } from './telemetry-subscription.ts';

/** As extensions get it: of the platform, or a line that the function or an extension wrote. */
export interface TelemetryEvent {
  /** `YYYY-MM-DDThh:mm:ss.SSSZ` */
  time: string;
  /** `platform.…`, `function` or `extension` */
  type: string;
  record: unknown;
}

/** Of a line that was written. Where logs are JSON, it is told as what it says (Telemetry API schema reference, 2026-10). */
export function lineEvent(
  at: number,
  type: 'function' | 'extension',
  line: string,
  { LogFormat }: PlatformLogging,
): TelemetryEvent {
  const isJson = LogFormat === 'JSON' && jsonProblem(line) === undefined;
  return { time: new Date(at).toISOString(), type, record: isJson ? JSON.parse(line) : line };
}

/** What the Telemetry API needs of its environment. */
export interface TelemetryHost {
  identify: ExtensionsApi['identify'];
  /** Runs `fire` after `delayMs` of virtual time in which the environment is not frozen. */
  startTimer(delayMs: number, fire: () => void): { cancel(): void };
  /** An extension has subscribed: to be written into the log, and published. */
  subscribed(at: number, subscription: Subscribed): void;
  /** Hands events to what listens inside the environment; false when nothing does. */
  deliver(destination: string, body: string): boolean;
}

export interface TelemetryApi {
  /** Answers `PUT` of a subscription, and refuses all else. */
  request(request: RuntimeApiRequest, at: number): RuntimeApiResponse;
  /** Once the init is over nothing may subscribe. */
  closeSubscription(): void;
  /** Whether anybody will hear of an event: who has subscribed, or may do so yet. */
  listening(): boolean;
  /** Puts an event into the batch of each subscription to its type; what comes before a subscription is kept for it. */
  publish(event: TelemetryEvent): void;
  /** Sends the batches as they are. */
  flush(): void;
}

interface Subscriber extends Subscription {
  api: Subscribed['api'];
  batch: TelemetryEvent[];
  bytes: number;
  timer?: { cancel(): void } | undefined;
}

const APIS = new Map<string, { api: Subscribed['api']; versions: readonly string[] }>([
  ['/2022-07-01/telemetry', { api: 'Telemetry', versions: ['2025-01-29', '2022-12-13', '2022-07-01'] }],
  ['/2020-08-15/logs', { api: 'Logs', versions: ['2021-03-18', '2020-08-15'] }],
]);
/** What the older Logs API does not know. */
const TELEMETRY_ALONE = /^platform\.(init|telemetrySubscription)/;
const invalid = (errorMessage: string) => json(400, { errorType: 'ValidationError', errorMessage });
const DROPPED = 'platform.logsDropped';

/** The Telemetry API of one environment, and the Logs API that was before it. Delivery is modelled: it takes no time, and all of it is taken. */
export function createTelemetryApi(host: TelemetryHost): TelemetryApi {
  const subscribers = new Map<string, Subscriber>();
  const past: TelemetryEvent[] = [];
  let closed = false;

  function wants({ api, types }: Subscriber, { type }: TelemetryEvent) {
    if (api === 'Logs' && TELEMETRY_ALONE.test(type)) return false;
    return types.includes(type.startsWith('platform.') ? 'platform' : type);
  }

  function add(subscriber: Subscriber, event: TelemetryEvent) {
    if (!wants(subscriber, event)) return;
    const { maxItems, maxBytes, timeoutMs } = subscriber.buffering;
    subscriber.batch.push(event);
    subscriber.bytes += toBytes(JSON.stringify(event)).length;
    if (subscriber.batch.length >= maxItems || subscriber.bytes >= maxBytes) send(subscriber);
    else subscriber.timer ??= host.startTimer(timeoutMs, () => send(subscriber));
  }

  function send(subscriber: Subscriber) {
    const { batch, bytes, destination, timer } = subscriber;
    timer?.cancel();
    Object.assign(subscriber, { batch: [], bytes: 0, timer: undefined });
    if (batch.length === 0 || host.deliver(destination, JSON.stringify(batch))) return;
    const dropped = batch.filter(({ type }) => type !== DROPPED);
    if (dropped.length === 0) return;
    const record = {
      reason: `could not send events: nothing listens on ${destination}`,
      droppedRecords: batch.length,
      droppedBytes: bytes,
    };
    publish({ time: batch.at(-1)!.time, type: DROPPED, record });
  }

  function publish(event: TelemetryEvent) {
    if (!closed) past.push(event);
    for (const subscriber of subscribers.values()) add(subscriber, event);
  }

  return {
    request(request, at) {
      const asked = APIS.get(request.path);
      if (!asked) return NOT_FOUND;
      if (request.method !== 'PUT') return METHOD_NOT_ALLOWED;
      const extension = host.identify(request);
      if ('status' in extension) return extension;
      const { api, versions } = asked;
      const subscription = readSubscription(request.body, versions);
      if (typeof subscription === 'string') return invalid(subscription);
      if (closed) return refusal(403, `${api}.SubscriptionClosed`, `${api} API subscription is closed`);
      const { name } = extension;
      const before = subscribers.get(name);
      if (before && before.api !== api) return invalid(`subscribed to the ${before.api} API already`);
      const subscriber: Subscriber = { batch: [], bytes: 0, ...before, ...subscription, api };
      subscribers.set(name, subscriber);
      if (!before) for (const event of past) add(subscriber, event);
      host.subscribed(at, { api, name, types: subscription.types });
      return { ...json(200, 'OK'), body: '"OK"' };
    },
    closeSubscription() {
      closed = true;
      past.length = 0;
    },
    listening: () => !closed || subscribers.size > 0,
    publish,
    flush() {
      for (const subscriber of subscribers.values()) send(subscriber);
    },
  };
}
