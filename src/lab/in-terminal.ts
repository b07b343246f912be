import { hostSettings } from '../host/cloud.ts';
import type { Target } from '../targets/target.ts';
import { createAwsCommand } from '../terminal/aws/aws.ts';
import { createShell } from '../terminal/shell.ts';
import type { SourceFile } from './lab.ts';

/** A script among the files of a lab, and the line that runs it in the terminal: its first one says so. */
export interface Script {
  path: string;
  line: string;
}

/** What of the files does the work in the account. */
export const scriptsIn = (files: readonly SourceFile[]): Script[] =>
  files
    .filter(({ path }) => path === 'scripts/commands.sh')
    .map(({ path, text }) => ({ path, line: /^# (.+)/.exec(text)?.[1] ?? '' }));

/**
 * Runs `script` in a terminal that has `files`, on the account in which `functionName` is. Gives the files as it leaves them.
 * @throws Error with what the terminal said, when the script fails
 */
export async function inTerminal(
  { path, line }: Script,
  files: readonly SourceFile[],
  target: Target,
  functionName: string,
): Promise<SourceFile[]> {
  const shell = createShell({
    engine: await hostSettings().engines.bash(),
    files: files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })),
    aws: createAwsCommand(target.client, () => target.functionReady(functionName)),
  });
  if (!line.includes(path))
    throw new Error(`${path} does not say in its first line how it is run: # bash ${path}`);
  let said = '';
  const { exitCode } = await shell.run(line, {
    signal: new AbortController().signal,
    write: (_stream, text) => {
      said += text;
    },
  });
  if (exitCode !== 0) throw new Error(`${path} ended with ${exitCode}: ${said.trimEnd()}`);
  const left = await shell.files();
  return files.map(({ path, text }) => {
    const bytes = left.find((file) => file.path === path)?.bytes;
    return { path, text: bytes ? new TextDecoder().decode(bytes) : text };
  });
}
