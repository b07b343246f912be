import { createClock } from './clock.ts';
import type { Engines } from './engines.ts';
import type { EnvironmentSnapshot } from './environment/snapshot.ts';
import type { CloudRequest, CloudResponse } from './http.ts';
import { versionsOf } from './lambda/functions.ts';
import { reclaimAll, reclaimIdle } from './lambda/invoke/environments.ts';
import { handleLambdaRequest, type LambdaService } from './lambda/service.ts';
import { createRandom } from './random.ts';
import { asServiceRequest, createServices } from './services/services.ts';
import { createTrace, type TraceEvent } from './trace.ts';

export interface CloudOptions {
  engines: Engines;
  /** Decides every identifier and every jitter. */
  seed: number;
  /** Virtual time at the start, ms since 1970. */
  startsAt: number;
  /** Resolves after a macrotask in which nothing came in. */
  quiet: () => Promise<void>;
  /** The host's own clock in ms. */
  realTime: () => number;
}

/** A simulated AWS account in one region. */
export interface Cloud {
  /** One HTTP request to an AWS endpoint. Rejects only for a fault of the simulator itself. */
  handle(request: CloudRequest): Promise<CloudResponse>;
  /** Requests that arrive at the same moment; the answers in their order. */
  handleTogether(requests: readonly CloudRequest[]): Promise<CloudResponse[]>;
  /** Resolves when nothing is scheduled any more: every transition done, every invocation answered. */
  settled(): Promise<void>;
  /** Lets `ms` of virtual time pass without a request, and gives up environments that were idle for too long. */
  advance(ms: number): Promise<void>;
  /** Gives up the idle environments of a function, if there is such a function. */
  reclaim(functionName: string): Promise<void>;
  /** The environments of a function that are alive, the oldest first. Looking leaves no trace and takes no virtual time. */
  environments(functionName: string): Promise<EnvironmentSnapshot[]>;
  readonly trace: readonly TraceEvent[];
}

export function createCloud({ engines, seed, startsAt, quiet, realTime }: CloudOptions): Cloud {
  const clock = createClock(startsAt);
  const trace = createTrace();
  const account = { region: 'us-east-1', accountId: '111122223333' };
  const services = createServices(account.region, createRandom(seed ^ 0x53_33));
  const service: LambdaService = {
    account,
    functions: new Map(),
    lastVersions: new Map(),
    layers: new Map(),
    clock,
    random: createRandom(seed),
    requestIds: createRandom(~seed),
    trace,
    services,
    engines,
    realTime,
    answered: () => {
      answers += 1;
    },
  };
  let arrivals = 0;
  let answers = 0;
  let running: Promise<void> | undefined;

  /** Time moves only while no client is about to speak: before the first event, and again after each answer. */
  async function runClock() {
    try {
      let moved = true;
      while (moved) {
        await quietWithoutArrivals();
        const answered = answers;
        do moved = await clock.runNext();
        while (moved && answers === answered);
      }
    } finally {
      running = undefined;
    }
  }

  async function quietWithoutArrivals() {
    let before: number;
    do {
      before = arrivals;
      await quiet();
    } while (arrivals !== before);
  }

  const keepRunning = () => {
    running ??= runClock();
    return running;
  };

  /** A request to a service beside Lambda, which its `Host` header names. */
  function handleService(request: CloudRequest): Promise<CloudResponse> | undefined {
    const answer = services.call(asServiceRequest(request), clock.now());
    if (!answer) return undefined;
    const { operation, response } = answer;
    if (operation)
      trace.record({ type: 'request', at: clock.now(), operation, statusCode: response.statusCode });
    return Promise.resolve(response);
  }

  async function handle(request: CloudRequest) {
    arrivals += 1;
    const response = handleService(request) ?? handleLambdaRequest(service, request);
    return Promise.race([response, keepRunning().then(() => response)]);
  }

  return {
    trace: trace.events,
    handle,
    handleTogether: (requests) => Promise.all(requests.map(handle)),
    settled: keepRunning,
    async advance(ms) {
      await keepRunning();
      clock.schedule(clock.now() + ms, () => reclaimIdle(service));
      await keepRunning();
    },
    async reclaim(functionName) {
      await keepRunning();
      const target = service.functions.get(functionName);
      if (target) reclaimAll(service, target);
    },
    async environments(functionName) {
      await running;
      const target = service.functions.get(functionName);
      const alive = target ? versionsOf(target).flatMap(({ environments }) => environments) : [];
      const seen: EnvironmentSnapshot[] = [];
      // One after the other: each may need a copy of its memory.
      for (const environment of alive) seen.push(await environment.look());
      return seen;
    },
  };
}
