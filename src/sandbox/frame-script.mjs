/**
 * The script of the sandbox frame. It starts the worker that hosts the cloud, gives it the port, and gets out of the
 * way: learner code and page talk over that port alone. Its hash stands in the CSP of every page with a lab.
 */
export const frameScript = `addEventListener('message', (event) => {
  const url = URL.createObjectURL(new Blob(event.data.scripts, { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onerror = () => event.ports[0].postMessage({ kind: 'fault', message: 'The simulator could not start.' });
  worker.postMessage(event.data.start, [event.ports[0]]);
}, { once: true });`;

/** The whole document: it may run inline scripts, WebAssembly and a blob worker, and reach nothing. */
export const frameDocument = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src blob:"><script>${frameScript}</script>`;
