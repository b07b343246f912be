import { type EventSourceMapping, settle } from './event-source-mappings.ts';
import { type FunctionVersion, type LambdaFunction, versionsOf } from './functions.ts';
import { schedule } from './invoke/event-queue.ts';
import type { QueuedEvent } from './invoke/queued-event.ts';
import type { Layer } from './layers.ts';
import { resumeProvisioned } from './provisioned-concurrency.ts';
import type { LambdaService } from './service.ts';
import { scheduleTransition } from './transitions.ts';

/**
 * What Lambda keeps of an account: plain data, maps and bytes. All of it is saved but the environments: whoever loads it
 * starts cold.
 */
export interface LambdaState {
  functions: Map<string, LambdaFunction>;
  /** The last version that was published under a name: a number is not used twice, even when the function is. */
  lastVersions: Map<string, number>;
  layers: Map<string, Layer>;
  /** What asynchronous invocations have queued, by request ID. */
  events: Map<string, QueuedEvent>;
  /** By UUID. */
  eventSourceMappings: Map<string, EventSourceMapping>;
}

/** Of an account in which nothing was done yet. */
export const emptyState = (): LambdaState => ({
  functions: new Map(),
  lastVersions: new Map(),
  layers: new Map(),
  events: new Map(),
  eventSourceMappings: new Map(),
});

/** The state as it can be saved. */
export function stateOf(service: LambdaService): LambdaState {
  const kept = Object.keys(emptyState()).map((name) => [name, service[name as keyof LambdaState]]);
  return { ...Object.fromEntries(kept), functions: mapped(service.functions, cold) };
}

const cold = (one: LambdaFunction): LambdaFunction => ({
  ...one,
  latest: withoutEnvironments(one.latest),
  published: mapped(one.published, withoutEnvironments),
});

const withoutEnvironments = (version: FunctionVersion): FunctionVersion => ({
  ...version,
  environments: [],
  snapshot: undefined,
});

const mapped = <Value>(map: Map<string, Value>, change: (value: Value) => Value) =>
  new Map([...map].map(([key, value]) => [key, change(value)]));

/** Goes on with what was in progress when the state was saved. */
export function resume(service: LambdaService): void {
  for (const one of service.functions.values()) {
    for (const version of versionsOf(one)) scheduleTransition(service, version);
    resumeProvisioned(service, one);
  }
  for (const event of service.events.values()) schedule(service, event);
  for (const mapping of service.eventSourceMappings.values()) settle(service, mapping);
}
