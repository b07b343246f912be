import './intrinsics.ts';
import './error-messages.ts';
import './metered-json.ts';
import './globals.ts';
import { exportNames } from './built-ins.ts';
import { door } from './door.ts';
import { looking } from './looking.ts';
import { internalLoader } from './modules.ts';
import './library.ts';
import './process.ts';
import './web-globals.ts';
import { defineStreaming } from './response-stream.ts';
import { run } from './runtime.ts';

defineStreaming(process.env);
door.look(looking);
Object.defineProperty(globalThis, '__start', { value: run, configurable: true });
Object.defineProperty(globalThis, '__loader', {
  value: { ...internalLoader, exportNames },
  configurable: true,
});
