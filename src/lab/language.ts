import type { Lab } from './lab.ts';

/** What functions of a runtime are written in here. In an OS-only runtime that is a program of one's own: in the labs, in bash. */
export type RuntimeLanguage = 'nodejs' | 'python' | 'bash';

export const languageOfRuntime = (runtime: string): RuntimeLanguage => {
  if (runtime.startsWith('provided')) return 'bash';
  return runtime.startsWith('python') ? 'python' : 'nodejs';
};

export const isPython = (runtime: string): boolean => languageOfRuntime(runtime) === 'python';

/** Whether programs in bash may run in the lab's account: its runtime's own, or an extension of a layer. */
export const needsBash = ({ runtime, starter }: Pick<Lab, 'runtime' | 'starter'>): boolean =>
  languageOfRuntime(runtime) === 'bash' ||
  starter.some(({ path }) => /^layers\/[^/]+\/(bootstrap$|extensions\/)/.test(path));
