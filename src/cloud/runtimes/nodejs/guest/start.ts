import './intrinsics.ts';
import './beyond.ts';
import './error-messages.ts';
import './globals.ts';
import { exportNames } from './built-ins.ts';
import { door } from './door.ts';
import { takesCallbacks } from './handler.ts';
import { looking } from './looking.ts';
import { internalLoader } from './modules.ts';
import './library.ts';
import { becomeNode22 } from './node22.ts';
import { openProcess, terminate } from './process.ts';
import './web-globals.ts';
import { defineStreaming } from './response-stream.ts';
import { run } from './runtime.ts';
import { loadSdk } from './sdk.ts';

/** Until here the runtime is the same for all processes: what it learns of its own, it learns now. */
function open() {
  openProcess();
  if (takesCallbacks()) becomeNode22();
  defineStreaming(process.env);
}

Object.defineProperty(globalThis, '__guest', {
  value: {
    ...internalLoader,
    exportNames,
    looking,
    keepModuleState: door.keepModuleState,
    loadSdk,
    open,
    run,
    terminate,
  },
  configurable: true,
});
