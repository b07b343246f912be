/** What one end of a port does for the other. */
// biome-ignore lint/suspicious/noExplicitAny: each end names its own parameters
type End = Record<string, (...args: any[]) => unknown>;

type Message =
  | { id: number; call: string; args: unknown[] }
  | { id: number; value: unknown }
  | { id: number; error: string };

type Call<Far extends End> = <Name extends keyof Far & string>(
  name: Name,
  ...args: Parameters<Far[Name]>
) => Promise<Awaited<ReturnType<Far[Name]>>>;

/**
 * Calls over a port, in both directions: `near` is what this end does, and only that.
 * `fail` rejects every call that is open, because the far end is gone.
 */
export function callsOver<Far extends End>(port: MessagePort, near: End) {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let ids = 0;

  async function answer({ id, call, args }: Extract<Message, { call: string }>): Promise<Message> {
    try {
      if (!Object.hasOwn(near, call)) throw new Error(`There is no ${call}.`);
      return { id, value: await near[call]?.(...args) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  }

  port.onmessage = async ({ data }: MessageEvent<Message>) => {
    if ('call' in data) return port.postMessage(await answer(data));
    const asked = open.get(data.id);
    open.delete(data.id);
    if ('error' in data) asked?.reject(new Error(data.error));
    else asked?.resolve(data.value);
  };

  const call: Call<Far> = (name, ...args) =>
    new Promise((resolve, reject) => {
      const id = ++ids;
      open.set(id, { resolve: resolve as (value: unknown) => void, reject });
      port.postMessage({ id, call: name, args } satisfies Message);
    });

  return {
    call,
    fail(error: Error) {
      for (const { reject } of open.values()) reject(error);
      open.clear();
    },
  };
}
