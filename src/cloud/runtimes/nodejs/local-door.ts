import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { RuntimeApiRequest, RuntimeApiResponse } from '../../environment/runtime-api.ts';
import type { ProcessHost } from '../../environment/runtime-process.ts';
import type { DoorActs } from './door-functions.ts';
import type { Answering } from './service-door.ts';

/** `door.listen` in place of a port: it is taken, or there are none. */
const TAKEN = -1;
const NONE = -2;

/** The way to the APIs of the environment, and to and from other programs in it. */
export function localDoor(
  vm: QuickJS,
  host: Pick<ProcessHost, 'runtimeApi' | 'callLocal' | 'listen'>,
  answering: Answering,
  run: (work: () => void) => void,
  leaveContext: () => void,
) {
  const ports = new Map<number, { close(): void; serve: JSValueHandle }>();
  const unanswered = new Map<number, (response: RuntimeApiResponse) => void>();
  let requests = 0;

  const text = (handle: JSValueHandle | undefined) => handle?.toString() ?? '';
  function messageOf<Message extends { body: string }>(head?: JSValueHandle, body?: JSValueHandle): Message {
    const message = JSON.parse(text(head));
    message.body = text(body);
    return message;
  }
  const requestHandles = ({ method, path, headers, body }: RuntimeApiRequest) => [
    vm.newString(JSON.stringify({ method, path, headers })),
    vm.newString(body),
  ];
  const responseHandles = ({ status, headers, body }: RuntimeApiResponse) => [
    vm.newString(JSON.stringify({ status, headers })),
    vm.newString(body),
  ];

  return {
    /** Whether it waits for requests. */
    listens: () => ports.size > 0,
    closeAll() {
      for (const { close } of ports.values()) close();
    },
    acts: {
      runtimeApi(head, body, respond) {
        // What a function entered is not for the runtime, and so not for the next event.
        leaveContext();
        answering(respond!, (answer) =>
          host.runtimeApi(messageOf(head, body), (response) => answer(() => responseHandles(response))),
        );
        return undefined;
      },
      callLocal(port, head, body, respond) {
        let sent = false;
        answering(respond!, (answer) => {
          sent =
            host.callLocal?.(port!.toNumber(), messageOf(head, body), (response) =>
              answer(() => responseHandles(response)),
            ) ?? false;
          return sent;
        });
        return sent ? vm.true : vm.false;
      },
      listen(port, serve) {
        if (!host.listen) return vm.newNumber(NONE);
        const callback = serve!.dup();
        const listening = host.listen(port!.toNumber(), (request, respond) => {
          const id = ++requests;
          unanswered.set(id, respond);
          run(() => {
            const args = [vm.newNumber(id), ...requestHandles(request)];
            vm.callFunction(callback, vm.undefined, ...args).dispose();
            for (const handle of args) handle.dispose();
          });
        });
        if (!listening) {
          callback.dispose();
          return vm.newNumber(TAKEN);
        }
        ports.set(listening.port, { close: listening.close, serve: callback });
        return vm.newNumber(listening.port);
      },
      answerLocal(id, head, body) {
        unanswered.get(id!.toNumber())?.(messageOf(head, body));
        unanswered.delete(id!.toNumber());
        return undefined;
      },
      closePort(port) {
        const listening = ports.get(port!.toNumber());
        listening?.close();
        listening?.serve.dispose();
        ports.delete(port!.toNumber());
        return undefined;
      },
    } satisfies DoorActs,
  };
}
