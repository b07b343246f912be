import type { Context } from './start.ts';
import { unavailable } from './unavailable.ts';

interface Entry {
  name: string;
  entryType: string;
  startTime: number;
  duration: number;
  detail: unknown;
}

/** `node:perf_hooks`: marks and measures on the virtual clock. */
export function performanceHooks({ door, load }: Context) {
  const origin = door.now();
  const now = () => door.now() - origin;
  const { inspect } = load('internal/util/inspect') as { inspect: { custom: symbol } };
  class PerformanceEntry implements Entry {
    name: string;
    entryType: string;
    startTime: number;
    duration: number;
    detail: unknown;
    constructor(
      name: string,
      entryType: string,
      startTime: number,
      duration: number,
      detail: unknown = null,
    ) {
      this.name = name;
      this.entryType = entryType;
      this.startTime = startTime;
      this.duration = duration;
      this.detail = detail;
    }
    toJSON() {
      return { ...this };
    }
  }
  class PerformanceMark extends PerformanceEntry {
    constructor(name: string, options: { startTime?: number; detail?: unknown } = {}) {
      super(String(name), 'mark', options.startTime ?? now(), 0, options.detail ?? null);
    }
  }
  class PerformanceMeasure extends PerformanceEntry {}

  let entries: PerformanceEntry[] = [];
  const observers = new Set<{ types: string[]; take(entry: PerformanceEntry): void }>();
  function add<T extends PerformanceEntry>(entry: T): T {
    entries.push(entry);
    for (const { types, take } of observers) if (types.includes(entry.entryType)) take(entry);
    return entry;
  }
  function timeOf(mark: unknown): number {
    if (typeof mark === 'number') return mark;
    const found = entries.findLast(({ entryType, name }) => entryType === 'mark' && name === String(mark));
    if (!found)
      throw new DOMException(`The "${String(mark)}" performance mark has not been set`, 'SyntaxError');
    return found.startTime;
  }
  const without = (type: string, name?: string) => {
    entries = entries.filter(
      (entry) => entry.entryType !== type || (name !== undefined && entry.name !== name),
    );
  };
  class Performance extends EventTarget {
    get timeOrigin() {
      return origin;
    }
    now() {
      return now();
    }
    mark(name: string, options?: { startTime?: number; detail?: unknown }) {
      return add(new PerformanceMark(name, options));
    }
    measure(name: string, from?: unknown, to?: unknown) {
      const options =
        typeof from === 'object' && from !== null
          ? (from as Record<string, unknown>)
          : { start: from, end: to };
      const end = options.end === undefined ? now() : timeOf(options.end);
      const start = options.start === undefined ? 0 : timeOf(options.start);
      return add(new PerformanceMeasure(String(name), 'measure', start, end - start, options.detail ?? null));
    }
    getEntries() {
      return [...entries];
    }
    getEntriesByName(name: string, type?: string) {
      return entries.filter(
        (entry) => entry.name === name && (type === undefined || entry.entryType === type),
      );
    }
    getEntriesByType(type: string) {
      return entries.filter(({ entryType }) => entryType === type);
    }
    clearMarks(name?: string) {
      without('mark', name);
    }
    clearMeasures(name?: string) {
      without('measure', name);
    }
    clearResourceTimings() {}
    eventLoopUtilization() {
      return { idle: 0, active: 0, utilization: 0 };
    }
    timerify<T>(act: T): T {
      return act;
    }
    toJSON() {
      return { nodeTiming: {}, timeOrigin: origin, eventLoopUtilization: this.eventLoopUtilization() };
    }
    [inspect.custom]() {
      return `Performance { timeOrigin: ${origin} }`;
    }
  }
  class PerformanceObserver {
    static supportedEntryTypes = ['mark', 'measure'];
    #act: (list: unknown, observer: PerformanceObserver) => void;
    #entries: PerformanceEntry[] = [];
    #own: { types: string[]; take(entry: PerformanceEntry): void } | undefined;
    constructor(act: (list: unknown, observer: PerformanceObserver) => void) {
      this.#act = act;
    }
    observe({ entryTypes, type }: { entryTypes?: string[]; type?: string }) {
      this.disconnect();
      const take = (entry: PerformanceEntry) => {
        if (this.#entries.push(entry) === 1) setImmediate(() => this.#deliver());
      };
      this.#own = { types: entryTypes ?? [type ?? ''], take };
      observers.add(this.#own);
    }
    #deliver() {
      const list = this.takeRecords();
      const named = (name: string) => list.filter((entry) => entry.name === name);
      const typed = (type: string) => list.filter(({ entryType }) => entryType === type);
      this.#act({ getEntries: () => list, getEntriesByName: named, getEntriesByType: typed }, this);
    }
    takeRecords() {
      return this.#entries.splice(0);
    }
    disconnect() {
      if (this.#own) observers.delete(this.#own);
    }
  }
  const missing = (name: string) => () => {
    throw unavailable(`perf_hooks.${name}`);
  };
  return {
    Performance,
    PerformanceEntry,
    PerformanceMark,
    PerformanceMeasure,
    PerformanceObserver,
    performance: new Performance(),
    constants: {},
    monitorEventLoopDelay: missing('monitorEventLoopDelay'),
    createHistogram: missing('createHistogram'),
    eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
    timerify: <T>(act: T) => act,
  };
}
