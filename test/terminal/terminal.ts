import { hostSettings } from '../../src/host/cloud.ts';
import { createShell, type HostCommand, type Shell, type ShellFile } from '../../src/terminal/shell.ts';

export const engine = await hostSettings().engines.bash();

const noAws: HostCommand = async () => ({ stdout: '', stderr: 'aws: not in this test\n', exitCode: 252 });

export const file = (path: string, text: string): ShellFile => ({
  path,
  bytes: new TextEncoder().encode(text),
});

/** Runs lines of a shell, each answered with all that it prints. */
export const runner =
  (shell: Shell) =>
  async (line: string, signal: AbortSignal = new AbortController().signal) => {
    const printed = { stdout: '', stderr: '' };
    const { exitCode } = await shell.run(line, {
      signal,
      write(stream, text) {
        printed[stream] += text;
      },
    });
    return { ...printed, exitCode };
  };

/** A shell whose lines are answered with all that they print. */
export function openTerminal(files: readonly ShellFile[] = [], aws: HostCommand = noAws) {
  const shell = createShell({ engine, files, aws });
  return {
    shell,
    run: runner(shell),
    async read(path: string) {
      const found = (await shell.files()).find((candidate) => candidate.path === path);
      return found && new TextDecoder().decode(found.bytes);
    },
  };
}
