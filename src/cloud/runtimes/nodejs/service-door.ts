import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { ProcessHost, ServiceAnswer } from '../../environment/runtime-process.ts';
import type { DoorActs } from './door-functions.ts';

/** Takes what the guest wants to be called back with, once: at once, or in a turn of its own. */
export type Answering = (
  respond: JSValueHandle,
  /** False when no answer will come. */
  ask: (answer: (values: () => JSValueHandle[]) => void) => unknown,
) => void;

/** The way to other services; the machine lets the latency pass by itself. */
export const serviceDoor = (
  vm: QuickJS,
  host: Pick<ProcessHost, 'callService' | 'callLater'>,
  answering: Answering,
) =>
  ({
    callService(head, body, respond) {
      const { method, host: name, path, headers } = JSON.parse(head!.toString());
      const request = {
        method: String(method),
        host: String(name),
        path: String(path),
        headers: headersOf(headers),
        body: body!.toUint8Array(),
      };
      answering(respond!, (answer) => {
        const tell = (found: ServiceAnswer | undefined) => answer(() => (found ? handlesOf(vm, found) : []));
        if (host.callLater) host.callLater(request, tell);
        else tell(host.callService(request));
      });
      return undefined;
    },
  }) satisfies DoorActs;

const handlesOf = (vm: QuickJS, { response, latencyMs }: ServiceAnswer) => [
  vm.newString(JSON.stringify({ statusCode: response.statusCode, headers: response.headers, latencyMs })),
  vm.newUint8Array(response.body),
];

/** As they are on the wire: names in lower case, and nothing but text. */
const headersOf = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
