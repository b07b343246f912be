import './intrinsics.ts';
import './error-messages.ts';
import './globals.ts';
import { run } from './runtime.ts';

Object.defineProperty(globalThis, '__start', { value: run, configurable: true });
