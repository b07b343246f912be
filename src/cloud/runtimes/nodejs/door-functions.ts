import type { JSValueHandle } from 'quickjs-wasi';
import type { Door } from './guest/door.ts';

/** What the guest may call, by name: a machine keeps the names, and each process gives them their functions. */
export const DOOR_FUNCTIONS = [
  'variables',
  'now',
  'log',
  'exit',
  'outOfMemory',
  'memory',
  'errorMade',
  'runtimeApi',
  'startTimer',
  'cancelTimer',
  'holdTimer',
  'whenIdle',
  'whenUncaught',
  'hasFile',
  'readText',
  'readScript',
  'compile',
  'lastLine',
  'keepModuleState',
  'resolveRequire',
  'resolveImport',
  'format',
  'lookupPaths',
  'builtInNames',
  'importSync',
  'libraryStart',
  'libraryBegins',
  'libraryEnds',
  'libraryModule',
  'libraryData',
  'utf8Encode',
  'decode',
  'urlParse',
  'urlUpdate',
  'file',
  'fileRead',
  'fileWrite',
  'randomBytes',
  'hashStart',
  'hashUpdate',
  'hashCopy',
  'hashEnd',
  'derive',
  'zip',
  'promiseState',
  'promiseResult',
  'proxyParts',
  'className',
] as const satisfies readonly (keyof Door)[];

/** The host's side of a function: handles of the machine in, one out. */
export type Act = (...args: (JSValueHandle | undefined)[]) => JSValueHandle | undefined;

export type DoorActs = Partial<Record<(typeof DOOR_FUNCTIONS)[number], Act>>;
