import { asyncHooks } from './async-hooks.ts';
import { cryptoModule } from './crypto.ts';
import { fetchGlobals } from './fetch.ts';
import { httpModule } from './http.ts';
import { performanceHooks } from './performance.ts';
import type { Context } from './start.ts';
import { structuredClone } from './structured-clone.ts';
import { timersPromises } from './timers.ts';
import { unavailable } from './unavailable.ts';

/** Modules that stand in for those of Node.js which are about its own machinery. */
export function overrides(context: Context): Record<string, () => unknown> {
  const { process, load, primordials } = context;
  const nothing = () => undefined;
  const timers = () => {
    const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;
    return {
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      setImmediate,
      clearImmediate,
      get promises() {
        return load('node:timers/promises') as object;
      },
    };
  };
  return {
    async_hooks: () => asyncHooks(context),
    console: () => globalThis.console,
    constants: () => {
      const { os, fs, crypto } = context.data.constants as Record<string, Record<string, object>>;
      return Object.freeze({
        ...os!.dlopen,
        ...os!.errno,
        ...os!.priority,
        ...os!.signals,
        ...fs,
        ...crypto,
      });
    },
    crypto: () => cryptoModule(context),
    http: () => httpModule(context),
    'internal/fetch': () => fetchGlobals(context),
    'internal/structured-clone': () => ({ structuredClone }),
    'internal/worker/io': () => ({ structuredClone, markAsUncloneable: nothing, messageTypes: {} }),
    'internal/async_hooks': () => ({
      symbols: {
        async_id_symbol: Symbol('async_id'),
        trigger_async_id_symbol: Symbol('trigger_async_id'),
        owner_symbol: Symbol('owner'),
      },
      defaultTriggerAsyncIdScope: (_id: number, act: (...args: unknown[]) => unknown, ...args: unknown[]) =>
        act(...args),
      getOrSetAsyncId: () => 1,
      getDefaultTriggerAsyncId: () => 1,
      newAsyncId: () => 1,
    }),
    'internal/bootstrap/realm': () => ({
      BuiltinModule: {
        exists: () => false,
        canBeRequiredByUsers: () => false,
        normalizeRequirableId: nothing,
      },
    }),
    'internal/fs/watchers': () => ({
      FSWatcher: class FSWatcher {
        constructor() {
          throw unavailable('fs.watch');
        }
      },
      StatWatcher: class StatWatcher {
        constructor() {
          throw unavailable('fs.watchFile');
        }
      },
      kFSWatchStart: Symbol('kFSWatchStart'),
      kFSStatWatcherStart: Symbol('kFSStatWatcherStart'),
    }),
    'internal/process/permission': () => ({ isEnabled: () => false, has: () => true }),
    'internal/process/warning': () => ({
      emitWarning: process.emitWarning,
      emitWarningSync: process.emitWarning,
    }),
    'internal/source_map/source_map_cache': () => ({
      getSourceMapsSupport: () => ({ enabled: false, nodeModules: false, generatedCode: false }),
      findSourceMap: nothing,
    }),
    'internal/fs/recursive_watch': () => ({ FSWatcher: class FSWatcher {} }),
    'internal/util/trace_sigint': () => ({ setTraceSigInt: nothing }),
    'internal/tty': () => ({ getColorDepth: () => 1, hasColors: () => false }),
    'internal/modules/helpers': () => ({ normalizeReferrerURL: String, toRealPath: String }),
    'internal/options': () => ({
      getOptionValue: (name: string) =>
        name === '--stack-trace-limit'
          ? 10
          : name === '--network-family-autoselection-attempt-timeout'
            ? 250
            : false,
      getEmbedderOptions: () => ({}),
      getAllowUnauthorized: () => false,
      refreshOptions: nothing,
    }),
    'internal/process/task_queues': () => ({
      nextTick: process.nextTick,
      queueMicrotask: globalThis.queueMicrotask,
      runNextTicks: nothing,
      setupTaskQueue: nothing,
    }),
    'internal/timers': () => ({
      kTimeout: Symbol('timeout'),
      kRefed: Symbol('refed'),
      setUnrefTimeout: (act: () => void, delay: number) => globalThis.setTimeout(act, delay),
      kResistStopPropagation: Symbol('kResistStopPropagation'),
    }),
    'internal/util/debuglog': () => {
      const silent = () => Object.assign(() => {}, { enabled: false });
      return { debuglog: silent, debugWithTimer: silent, initializeDebugEnv: nothing };
    },
    'internal/v8/startup_snapshot': () => ({
      namespace: { isBuildingSnapshot: () => false, addAfterUserSerializeDeserializeSnapshot: nothing },
      isBuildingSnapshot: () => false,
      addSerializeCallback: nothing,
      addDeserializeCallback: nothing,
      addAfterUserSerializeDeserializeSnapshot: nothing,
      setDeserializeMainFunction: nothing,
    }),
    perf_hooks: () => performanceHooks(context),
    'internal/perf/utils': () => ({
      now: () => performance.now(),
      refreshTimeOrigin: nothing,
      getTimeOriginTimestamp: () => performance.timeOrigin,
    }),
    process: () => process,
    sys: () => load('node:util'),
    timers,
    'timers/promises': () => timersPromises(context),
    'internal/per_context/domexception': () => ({ DOMException: globalThis.DOMException, primordials }),
  };
}
