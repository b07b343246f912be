import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';
import { symbols } from './util.ts';

const nothing = () => undefined;

/** Bindings that hold little more than constants. */
export function plainBindings({ data, process }: Context): Record<string, () => Binding> {
  const none = () => ({});
  const uv = () => {
    const byName: Binding = Object.fromEntries(
      data.systemErrors.map(([errno, [name]]) => [`UV_${name}`, errno]),
    );
    return {
      ...byName,
      errname: (errno: number) =>
        data.systemErrors.find(([each]) => each === errno)?.[1][0] ?? `Unknown system error ${errno}`,
      errmap: undefined,
      getErrorMap: () => new Map(data.systemErrors),
      getErrorMessage: (errno: number) => data.systemErrors.find(([each]) => each === errno)?.[1][1],
    };
  };
  return {
    async_wrap: () => ({
      setupHooks: nothing,
      setCallbackTrampoline: nothing,
      registerDestroyHook: nothing,
      async_hook_fields: new Uint32Array(9),
      async_id_fields: new Float64Array(4),
      async_callback_trampoline: nothing,
      execution_async_resources: [],
      constants: {},
    }),
    config: () => ({
      hasIntl: true,
      hasSmallICU: false,
      hasInspector: false,
      hasOpenSSL: true,
      fipsMode: false,
      bits: 64,
      noBrowserGlobals: false,
    }),
    constants: () => data.constants,
    credentials: () => ({
      implementsPosixCredentials: true,
      safeGetenv: (name: string) => process.env[name],
      getTempDir: () => process.env.TMPDIR ?? process.env.TMP ?? process.env.TEMP ?? '/tmp',
    }),
    diagnostics_channel: () => ({
      subscribers: new Uint32Array(16),
      linkNativeChannel: nothing,
      notifyChannelActive: nothing,
      notifyChannelInactive: nothing,
      getOrCreateChannelIndex: () => 0,
    }),
    errors: () => ({
      exitCodes: { kNoFailure: 0, kGenericUserError: 1 },
      noSideEffectsToString: String,
      triggerUncaughtException(error: unknown) {
        throw error;
      },
    }),
    fs_event_wrap: none,
    inspector: none,
    messaging: () => ({
      DOMException: globalThis.DOMException,
      structuredClone: (...args: Parameters<typeof structuredClone>) => globalThis.structuredClone(...args),
      setDeserializerCreateFunction: nothing,
      setDeserializerCreateObjectFunction: nothing,
      exposeLazyDOMExceptionProperty: nothing,
    }),
    mksnapshot: () => ({
      setSerializeCallback: nothing,
      setDeserializeCallback: nothing,
      setDeserializeMainFunction: nothing,
      isBuildingSnapshotBuffer: new Uint8Array(1),
      runEmbedderPreload: nothing,
      compileSerializeMain: nothing,
      anonymousMainPath: '__node_anonymous_main',
    }),
    permission: () => ({ has: () => true }),
    profiler: () => ({ setSourceMapCacheGetter: nothing }),
    stream_wrap: () => ({
      streamBaseState: new Int32Array(5),
      kReadBytesOrError: 0,
      kArrayBufferOffset: 1,
      kBytesWritten: 2,
      kLastWriteWasAsync: 3,
      WriteWrap: class {},
      ShutdownWrap: class {},
    }),
    symbols: () => symbols(),
    trace_events: () => ({
      trace: nothing,
      isTraceCategoryEnabled: () => false,
      setTraceCategoryStateUpdateHandler: nothing,
      getCategoryEnabledBuffer: () => new Uint8Array(1),
      available: false,
    }),
    url_pattern: () => ({ URLPattern: class URLPattern {} }),
    uv,
    wasm_web_api: none,
    worker: () => ({
      isMainThread: true,
      isInternalThread: false,
      ownsProcessState: true,
      threadId: 0,
      resourceLimits: new Float64Array(4),
    }),
  };
}
