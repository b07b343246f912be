import { frameDocument } from './frame-script.mjs';

/** A worker in a hidden frame of opaque origin, which can reach nothing but its port. */
export interface SandboxedWorker {
  readonly port: MessagePort;
  /** Ends the worker at once, whatever it is doing. */
  end(): void;
}

/**
 * Starts `scripts` as one classic worker, which gets `start` and the port's other end in its first message.
 * @param onNavigate told when the frame has left its document: what is in it now is nobody's
 */
export async function startSandboxed(
  title: string,
  scripts: readonly string[],
  start: unknown,
  onNavigate: () => void,
): Promise<SandboxedWorker> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('aria-hidden', 'true');
  element.title = title;
  element.tabIndex = -1;
  element.hidden = true;
  element.srcdoc = frameDocument;
  const loaded = new Promise<void>((resolve) =>
    element.addEventListener('load', () => resolve(), { once: true }),
  );
  document.body.append(element);
  await loaded;
  element.addEventListener('load', onNavigate);
  const { port1: port, port2 } = new MessageChannel();
  element.contentWindow?.postMessage({ scripts, start }, '*', [port2]);
  return {
    port,
    end() {
      element.remove();
      port.close();
    },
  };
}
