/** Where the interpreter has its own files. */
export const HOME = '/var/lang';
export const ZIP = `${HOME}/lib/python314.zip`;
export const RUNTIME = '/var/runtime';
