import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the bash of this machine makes of `script`, in a folder of its own. */
export function inRealBash(script: string) {
  const cwd = mkdtempSync(join(tmpdir(), 'bash-'));
  const { stdout, status } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8', timeout: 10_000 });
  rmSync(cwd, { recursive: true });
  return { stdout, exitCode: status };
}

/** Writes the script `s.sh`. */
export const asScript = (...lines: string[]) => `cat > s.sh <<'END'\n${lines.join('\n')}\nEND\n`;
