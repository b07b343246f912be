import type { QuickJS } from 'quickjs-wasi';
import type { ProcessHost } from '../../environment/runtime-process.ts';
import type { DoorActs } from './door-functions.ts';

/** The way to other services; the machine lets the latency pass by itself. */
export const serviceDoor = (vm: QuickJS, host: Pick<ProcessHost, 'callService'>) =>
  ({
    callService(head, body) {
      const { method, host: name, path, headers } = JSON.parse(head!.toString());
      const answer = host.callService({
        method: String(method),
        host: String(name),
        path: String(path),
        headers: headersOf(headers),
        body: body!.toUint8Array(),
      });
      if (!answer) return undefined;
      const { response, latencyMs } = answer;
      const { statusCode } = response;
      const result = vm.newObject();
      const parts = {
        head: vm.newString(JSON.stringify({ statusCode, headers: response.headers, latencyMs })),
        body: vm.newUint8Array(response.body),
      };
      for (const [part, value] of Object.entries(parts))
        value.consume((handle) => vm.setProp(result, part, handle));
      return result;
    },
  }) satisfies DoorActs;

/** As they are on the wire: names in lower case, and nothing but text. */
const headersOf = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
