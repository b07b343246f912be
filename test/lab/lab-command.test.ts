import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { proveLab } from '../../src/lab/proof.ts';
import { readWholeLab } from '../../src/lab/refusals.ts';
import { scaffoldLab } from '../../src/lab/scaffold.ts';
import { freshCloud, targetOn } from '../support/simulate.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'labs-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const prove = async (slug: string) =>
  proveLab(await readWholeLab(slug, root), async () => targetOn(await freshCloud()), root);

test.each(['nodejs', 'python', 'bash'] as const)(
  'a new lab for %s is accepted, and everything it promises holds',
  async (language) => {
    scaffoldLab('add-numbers', language, root);
    expect(await prove('add-numbers')).toEqual([
      { of: 'solution', holds: true, found: 'passes all 2' },
      { of: 'starter', holds: true, found: 'fails 1 of 2' },
      { of: 'mistake expects-numbers', holds: true, found: 'fails adds-up-nothing' },
    ]);
  },
);

test('a promise that does not hold says what was found and what to do', async () => {
  scaffoldLab('add-numbers', 'nodejs', root);
  const file = (path: string) => join(root, 'add-numbers', path);
  const solution = readFileSync(file('solution/index.mjs'), 'utf8');
  writeFileSync(file('solution/index.mjs'), solution.replace('?? []', '?? [1]'));
  writeFileSync(file('starter/index.mjs'), solution);
  writeFileSync(file('mistakes/expects-numbers/index.mjs'), solution);
  const proofs = await prove('add-numbers');
  expect(proofs.map(({ holds }) => holds)).toEqual([false, false, false]);
  expect(proofs[0]?.found).toMatch(/^adds-up-nothing expected {"sum":0}, got {"sum":1}\. Mend .+solution/);
  expect(proofs[1]?.found).toMatch(/^passes everything: nothing is left to do\. Take the answer out/);
  expect(proofs[2]?.found).toMatch(/^fails nothing, but its mistake\.yaml says adds-up-nothing\. Change/);
});

test('a starter that is told of a mistake, which nobody has made yet, does not hold', async () => {
  scaffoldLab('add-numbers', 'nodejs', root);
  const file = (path: string) => join(root, 'add-numbers', path);
  const mistake = readFileSync(file('mistakes/expects-numbers/index.mjs'), 'utf8');
  writeFileSync(file('starter/index.mjs'), `// As in the mistake.\n${mistake}`);
  const starter = (await prove('add-numbers'))[1];
  expect(starter).toMatchObject({ of: 'starter', holds: false });
  expect(starter?.found).toMatch(/^is told of expects-numbers, .+ a finding/);
});

test('a script that fails is what the proof of the solution tells', async () => {
  scaffoldLab('add-numbers', 'nodejs', root);
  const script = join(root, 'add-numbers/solution/scripts/commands.sh');
  mkdirSync(dirname(script));
  const proofOf = async (text: string) => {
    writeFileSync(script, text);
    return (await prove('add-numbers'))[0];
  };
  const done = '# bash scripts/commands.sh\naws lambda get-function --function-name add-numbers';
  expect(await proofOf(done)).toEqual({
    of: 'solution, scripts/commands.sh',
    holds: true,
    found: 'passes all 2',
  });
  const failed = await proofOf(done.replace('name add', 'name odd'));
  expect(failed).toMatchObject({ holds: false });
  expect(failed?.found).toMatch(
    /^scripts\/commands\.sh ended with 254: .+Function not found: .+odd-numbers/s,
  );
  const silent = await proofOf('aws lambda list-functions');
  expect(silent?.found).toMatch(/does not say in its first line how it is run: # bash scripts/);
});

test.each(['Add Numbers', '../away', 'a--b', '-a', ''])('%j is no name for a lab', (slug) => {
  expect(() => scaffoldLab(slug, 'nodejs', root)).toThrow(
    /is no name for a lab\. Use lower-case letters, digits/,
  );
});

test('a lab that is there is not written over', () => {
  scaffoldLab('add-numbers', 'nodejs', root);
  expect(() => scaffoldLab('add-numbers', 'nodejs', root)).toThrow(/is there already\. Choose another name/);
});

const lab = (...words: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) =>
    execFile('node', ['scripts/lab.ts', ...words], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    ),
  );

test('`lab check` prints a table, and its exit code tells', async () => {
  const { code, said } = await lab('check', 'hello-event');
  expect(said).toMatch(/hello-event\n {2}✓ holds {2}solution +passes all 3\n/);
  expect(said).toContain('All of it holds.');
  expect(code).toBe(0);
});

test.each([
  [
    ['check', 'no-such-lab'],
    /there is no lab "no-such-lab"\. Use one of: .*hello-event, .+ npm run lab -- new no-such-lab/,
  ],
  [['new', 'hello-event'], /labs\/hello-event: is there already\. Choose another name/],
  [['new', 'Bad Name'], /Bad Name: is no name for a lab/],
  [['new'], /Use it as: npm run lab -- new <slug>/],
  [['new', 'a-lab', 'cobol'], /Use it as: npm run lab -- new <slug>/],
  [['prove'], /Use it as: npm run lab/],
])('`lab %j` fails with words, not with a stack', async (words, said) => {
  const ended = await lab(...words);
  expect(ended.said).toMatch(said);
  expect(ended.said).not.toContain('    at ');
  expect(ended.code).toBe(1);
});
