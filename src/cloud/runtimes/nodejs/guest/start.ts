import './intrinsics.ts';
import './error-messages.ts';
import './globals.ts';
import { door } from './door.ts';
import { looking } from './looking.ts';
import { run } from './runtime.ts';

door.look(looking);
Object.defineProperty(globalThis, '__start', { value: run, configurable: true });
