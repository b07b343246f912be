import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAwsCommand } from '../../src/terminal/aws/aws.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';
import { file, openTerminal } from '../terminal/terminal.ts';
import { readSession } from './sessions.ts';

const sessions = globSync('content/**/*.mdx')
  .sort()
  .map((path) => ({ path, steps: readSession(readFileSync(path, 'utf8'), path) }))
  .filter(({ steps }) => steps.length > 0);

/** The same, however it is laid out where it is JSON. */
const plain = (text: string) => {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text.trim();
  }
};

describe('what a chapter types into a terminal', () => {
  it('is found', () => {
    expect(sessions.length).toBeGreaterThan(3);
  });

  it.each(sessions)('$path: it prints what the chapter says', async ({ path, steps }) => {
    const cloud = await freshCloud();
    const { client } = targetOn(cloud);
    const { run, shell } = openTerminal(
      [],
      createAwsCommand(client, () => cloud.settled()),
    );
    for (const step of steps) {
      if (step.kind === 'file') {
        await run(`mkdir -p '${dirname(step.path)}'`);
        await shell.putFiles([file(step.path, step.text)]);
        continue;
      }
      // Who types leaves the account time between two lines.
      await cloud.settled();
      const { stdout, stderr, exitCode } = await run(step.script);
      const where = `${path}:${step.line}`;
      expect(exitCode, `${where}\n${stderr}`).toBe(0);
      if (step.output !== undefined) expect(plain(stdout), where).toBe(plain(step.output));
      if (step.error === undefined) expect(stderr, where).toBe('');
      else expect(plain(stderr), where).toBe(plain(step.error));
    }
  });
});
