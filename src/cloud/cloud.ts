import { emptyAccount, loadAccount, type SavedAccount, saveAccount } from './account-state.ts';
import { createClock } from './clock.ts';
import type { Engines } from './engines.ts';
import type { EnvironmentSnapshot } from './environment/snapshot.ts';
import type { CloudRequest, CloudResponse } from './http.ts';
import { versionsOf } from './lambda/functions.ts';
import { abandonOnDemand, idleEnds, reclaimAll, reclaimIdle } from './lambda/invoke/environments.ts';
import { servicesWithin } from './lambda/invoke/from-within.ts';
import { handleLambdaRequest, type LambdaService } from './lambda/service.ts';
import { resume, stateOf } from './lambda/state.ts';
import { handleUrlRequest } from './lambda/url/handle.ts';
import { createRandom } from './random.ts';
import { type AttachedProcess, createAttachment } from './runtimes/attached.ts';
import { asServiceRequest, createServices } from './services/services.ts';
import { createTrace, type TraceEvent } from './trace.ts';

export interface CloudOptions {
  engines: Engines;
  /** Decides every identifier and every jitter. */
  seed: number;
  /** Virtual time at the start, ms since 1970; a saved account goes on from its own when that is later. */
  startsAt: number;
  /** The account to go on with; its own seed counts. Without it, an empty one. */
  saved?: SavedAccount | undefined;
  /** Resolves after a macrotask in which nothing came in. */
  quiet: () => Promise<void>;
  /** The host's own clock in ms. */
  realTime: () => number;
  /** Ties virtual time to the time of day; without it, time passes as soon as nobody is about to speak. */
  wall?: WallClock;
  /** Told when time begins to stand still, because an attached process owes its next call, and when it goes on. */
  stands?: (still: boolean) => void;
  /** `false` for an account that runs for days, and whose trace nobody reads. */
  traced?: boolean;
}

/** The time of day, in ms since 1970. */
export interface WallClock {
  now(): number;
  /** Resolves at that time, or with the next `interrupt`. */
  until(at: number): Promise<void>;
  interrupt(): void;
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
  /**
   * Lets a process outside of the account serve a function's invocations, one at a time; there need be no such function yet. Without a wall
   * clock, time stands still while it owes its next call.
   * @param unheard told when an event has come, or an init begins for it, and the process does not ask for one
   * @throws Error when another one is attached
   */
  attach(functionName: string, unheard?: () => void): AttachedProcess;
  /** The whole account but its environments and its trace, as it is at this moment. What was in progress is gone on with after a load. */
  save(): SavedAccount;
  readonly trace: readonly TraceEvent[];
}

/** @throws Error when what was saved is no account, or one of a later simulator */
export function createCloud({
  engines,
  seed,
  startsAt,
  saved,
  quiet,
  realTime,
  wall,
  stands = () => {},
  traced = true,
}: CloudOptions): Cloud {
  const state = saved ? loadAccount(saved) : emptyAccount(seed, startsAt);
  const clock = createClock(Math.max(startsAt, state.now));
  const trace = createTrace(traced);
  const account = { region: 'us-east-1', accountId: '111122223333' };
  const serviceIds = createRandom(state.random.services);
  const services = createServices(account, serviceIds, state);
  const service: LambdaService = {
    ...state.lambda,
    account,
    clock,
    random: createRandom(state.random.lambda),
    requestIds: createRandom(state.random.requestIds),
    trace,
    services,
    servicesFor: (functionName) => servicesWithin(service, functionName),
    engines,
    attached: new Map(),
    realTime,
    answered: () => {
      answers += 1;
    },
  };
  resume(service);
  let arrivals = 0;
  let answers = 0;
  let running: Promise<void> | undefined;
  /** While time stands still for an attached process. */
  let standing: PromiseWithResolvers<void> | undefined;

  /** Time moves only while no client is about to speak: before the first event, and again after each answer. */
  async function runClock() {
    try {
      let moved = true;
      while (moved) {
        await quietWithoutArrivals();
        const answered = answers;
        do {
          await owedCalls();
          moved = await clock.runNext();
        } while (moved && answers === answered && !wall);
      }
    } finally {
      running = undefined;
    }
  }

  /** How long an attached process takes is nothing that virtual time could know. What is due at this moment goes on meanwhile. */
  async function owedCalls() {
    const owes = () => [...service.attached.values()].some((attachment) => attachment.owes());
    while (!wall && owes() && (clock.next() ?? Number.POSITIVE_INFINITY) > clock.now()) {
      stands(true);
      standing = Promise.withResolvers();
      await standing.promise;
      standing = undefined;
      stands(false);
    }
  }

  function attach(functionName: string, unheard: () => void = () => {}): AttachedProcess {
    if (service.attached.has(functionName)) throw new Error(`${functionName} is attached already.`);
    const attachment = createAttachment(() => standing?.resolve(), unheard);
    abandonOnDemand(service, functionName);
    service.attached.set(functionName, attachment);
    return {
      request(request, givenUp) {
        arrivals += 1;
        if (wall) keepUpWith(wall);
        const answer = attachment.request(request, givenUp);
        return Promise.race([answer, keepRunning().then(() => answer)]);
      },
      detach() {
        service.attached.delete(functionName);
        attachment.close();
        abandonOnDemand(service, functionName);
      },
    };
  }

  async function quietWithoutArrivals() {
    let before: number;
    do {
      before = arrivals;
      const next = clock.next();
      await (wall && next !== undefined ? wall.until(next) : quiet());
    } while (arrivals !== before);
  }

  /** Time went by since the last request, whether anything was scheduled or not. */
  function keepUpWith(wall: WallClock) {
    clock.moveTo(wall.now());
    reclaimIdle(service);
    wall.interrupt();
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

  const handle = (request: CloudRequest): Promise<CloudResponse> =>
    new Promise((resolve, reject) => {
      arrivals += 1;
      if (wall) keepUpWith(wall);
      const response =
        handleService(request) ?? handleUrlRequest(service, request) ?? handleLambdaRequest(service, request);
      standing?.resolve();
      response.then(resolve, reject);
      keepRunning().catch(reject);
    });

  return {
    trace: trace.events,
    save: () =>
      saveAccount({
        now: clock.now(),
        random: {
          lambda: service.random.state(),
          requestIds: service.requestIds.state(),
          services: serviceIds.state(),
        },
        lambda: stateOf(service),
        buckets: services.buckets,
        queues: services.queues,
      }),
    handle,
    handleTogether: (requests) => Promise.all(requests.map(handle)),
    settled: keepRunning,
    async advance(ms) {
      await keepRunning();
      const until = clock.now() + ms;
      // Each in its own time: with extensions an environment takes a while to end.
      for (const at of [...idleEnds(service, until), until]) clock.schedule(at, () => reclaimIdle(service));
      await keepRunning();
    },
    async reclaim(functionName) {
      await keepRunning();
      const target = service.functions.get(functionName);
      if (target) reclaimAll(service, target);
    },
    attach,
    async environments(functionName) {
      // While time stands still, nothing is under way.
      if (!standing) await running;
      const target = service.functions.get(functionName);
      const alive = target ? versionsOf(target).flatMap(({ environments }) => environments) : [];
      const seen: EnvironmentSnapshot[] = [];
      // One after the other: each may need a copy of its memory.
      for (const environment of alive) seen.push(await environment.look());
      return seen;
    },
  };
}
