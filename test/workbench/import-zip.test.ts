import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Lab, SourceFile } from '../../src/lab/lab.ts';
import { samProject } from '../../src/lab/sam-project.ts';
import { SCRATCH } from '../../src/lab/scratch.ts';
import { zipOf } from '../../src/lab/zip.ts';
import { planImport } from '../../src/workbench/archive/plan.ts';
import { readZip } from '../../src/workbench/archive/read-zip.ts';

const file = (path: string, text = path): SourceFile => ({ path, text });
const lab: Lab = {
  ...SCRATCH,
  slug: 'x',
  starter: [file('index.mjs'), file('fixed.mjs')],
  events: [],
  solution: 'always',
};
const blob = (files: Zippable) => new Blob([new Uint8Array(zipSync(files))]);

async function found(zip: Blob) {
  const outcome = await readZip(zip, lab);
  if (outcome.kind === 'refused') throw new Error(outcome.why);
  return outcome;
}

describe('a zip is read', () => {
  const code = [file('index.mjs'), file('lib/a.json', '{}')];

  test('as it is when it is a deployment package', async () => {
    expect(await found(new Blob([zipOf(code)]))).toMatchObject({ files: code, notes: [], skipped: [] });
  });

  test('from src/ when it is our SAM project, in a folder of its own too', async () => {
    const project = samProject(lab, code, [{ name: 'a', text: '{}' }]);
    expect((await found(new Blob([zipOf(project)]))).files).toEqual(code);
    const nested = project.map(({ path, text }) => file(`x-main/${path}`, text));
    expect((await found(new Blob([zipOf(nested)]))).files).toEqual(code);
  });

  test('from its one folder, with a word that Lambda would not look there', async () => {
    const { files, notes } = await found(new Blob([zipOf([file('top/index.mjs'), file('top/b.mjs')])]));
    expect(files.map(({ path }) => path)).toEqual(['index.mjs', 'b.mjs']);
    expect(notes.join()).toContain('zip its content, not the folder');
  });

  test('without what is not text, which is named', async () => {
    const zip = blob({ 'index.mjs': strToU8('1'), 'a.png': new Uint8Array([137, 80, 0, 255]) });
    expect((await found(zip)).skipped).toEqual(['a.png']);
  });

  test('and refused when nothing in it is text', async () => {
    expect(await readZip(blob({ 'a.png': new Uint8Array([0]) }), lab)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('None of its files is text'),
    });
  });
});

describe('what a zip changes', () => {
  const mine = [file('index.mjs'), file('fixed.mjs'), file('own.mjs')];

  test('is added, changed and removed', () => {
    const plan = planImport(lab, mine, [file('index.mjs', 'new'), file('b.mjs')]);
    expect(plan).toMatchObject({
      added: ['b.mjs'],
      changed: ['index.mjs'],
      removed: ['fixed.mjs', 'own.mjs'],
    });
    expect(plan.files).toEqual([file('index.mjs', 'new'), file('b.mjs')]);
    expect(plan.warning).toBeUndefined();
  });

  test('is never a read-only file, nor one that the lab lets nobody delete', () => {
    const strict = { ...lab, files: { readOnly: ['fixed.mjs'], mayAdd: true, mayDelete: false } };
    const plan = planImport(strict, mine, [file('fixed.mjs', 'mine now'), file('index.js')]);
    expect(plan.files).toEqual([file('index.mjs'), file('fixed.mjs'), file('index.js')]);
    expect(plan.apart.map(({ path }) => path)).toEqual(['index.mjs', 'fixed.mjs']);
  });

  test('adds nothing where the lab takes no further files', () => {
    const closed = { ...lab, files: { readOnly: [], mayAdd: false, mayDelete: true } };
    const plan = planImport(closed, mine, [file('index.mjs', 'new'), file('b.mjs')]);
    expect(plan.added).toEqual([]);
    expect(plan.apart).toEqual([{ path: 'b.mjs', why: 'This lab takes no further files.' }]);
  });

  test('warns with Lambda’s own words when the handler’s file is missing', () => {
    const { warning } = planImport(lab, mine, [file('app.mjs')]);
    expect(warning).toContain("Cannot find module 'index'");
  });
});
