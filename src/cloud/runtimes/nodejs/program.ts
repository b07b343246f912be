/** A script that a process runs as `node` does, instead of a handler; its path is absolute. */
export interface NodejsProgram {
  path: string;
  /** Where it is not the program itself and the path. */
  argv?: readonly string[];
  /** `/` where it is not said. */
  cwd?: string;
}

/** As the guest is told of it: see `guest/program.ts`. */
export const startOf = ({ path, argv = ['/var/lang/bin/node', path], cwd = '/' }: NodejsProgram): string =>
  JSON.stringify({ path, argv, cwd });
