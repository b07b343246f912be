import { describe, expect, it } from 'vitest';
import { handlerFile, withoutHandler } from '../../src/lab/handler-file.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { nameProblem } from '../../src/workbench/files/names.ts';
import { manages, whyItStays } from '../../src/workbench/files/rules.ts';

describe('A name of a file', () => {
  it.each([
    'greet.mjs',
    'lib/greet.mjs',
    'lambda_function.py',
    'a-b_c.d.json',
    'types.mts',
    'node_modules/@me/x/index.js',
    'bootstrap',
    'layers/ledger/extensions/ledger',
    'function.sh',
  ])('may be %s', (path) => expect(nameProblem(path, ['index.mjs'])).toBeUndefined());
  it.each([
    ['', /Give the file a name/],
    ['/var/task/a.mjs', /every path starts/],
    ['C:/a.mjs', /every path starts/],
    ['../a.mjs', /cannot hold anything outside/],
    ['lib/../a.mjs', /cannot hold anything outside/],
    ['./a.mjs', /Leave out \./],
    ['lib//a.mjs', /has no name/],
    ['lib\\a.mjs', /Write \//],
    ['grüße.mjs', /“ü” is none/],
    ['a b.mjs', /“ ” is none/],
    ['picture.png', /End the name in/],
    ['handler', /End the name in/],
    [`${'a'.repeat(100)}.mjs`, /at most 100/],
    ['index.mjs', /already/],
    ['index.mts', /deployed as index\.mjs/],
    ['index.mjs/a.mjs', /cannot share/],
  ])('%j is refused with a reason', (path, reason) =>
    expect(nameProblem(path, ['index.mjs'])).toMatch(reason),
  );
});

describe('The file of the handler', () => {
  const nodejs = (handler: string) => ({ runtime: 'nodejs24.x', handler }) as const;
  const python = (handler: string) => ({ runtime: 'python3.14', handler }) as const;
  const bash = (handler: string) => ({ runtime: 'provided.al2023', handler }) as const;
  it('is the one that Lambda finds first', () => {
    expect(handlerFile(nodejs('index.handler'), ['lib.mjs', 'index.mjs'])).toBe('index.mjs');
    expect(handlerFile(nodejs('index.handler'), ['index.mjs', 'index.js'])).toBe('index.js');
    expect(handlerFile(nodejs('src/app.run'), ['src/app.mts'])).toBe('src/app.mts');
    expect(handlerFile(nodejs('index.handler'), ['main.mjs', 'index.py'])).toBeUndefined();
  });
  it('is the one that Python imports', () => {
    expect(handlerFile(python('app.run'), ['app.mjs', 'app.py'])).toBe('app.py');
    expect(handlerFile(python('src/app.run'), ['src/app.py'])).toBe('src/app.py');
    expect(handlerFile(python('src.app.run'), ['src/app/__init__.py', 'src/app.py'])).toBe(
      'src/app/__init__.py',
    );
    expect(handlerFile(python('app.run'), ['app.mjs'])).toBeUndefined();
  });
  it('is the bootstrap where the runtime is one’s own, whatever the handler says', () => {
    expect(handlerFile(bash('function.handler'), ['function.sh', 'bootstrap'])).toBe('bootstrap');
    expect(handlerFile(bash('function.handler'), ['function.sh'])).toBeUndefined();
  });
  it('is missed in Lambda’s own words', () => {
    expect(withoutHandler(nodejs('index.handler'))).toBe(
      "Runtime.ImportModuleError: Error: Cannot find module 'index'",
    );
    expect(withoutHandler(python('src/app.run'))).toBe(
      "Runtime.ImportModuleError: Unable to import module 'src/app': No module named 'src'",
    );
    expect(withoutHandler(bash('function.handler'))).toBe(
      "Runtime.InvalidEntrypoint: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    );
  });
});

describe('The rules of a lab', () => {
  const file = (path: string) => ({ path, text: '' });
  const lab = (files: Partial<Lab['files']>) =>
    ({
      starter: [file('index.mjs'), file('given.mjs')],
      files: { readOnly: [], mayAdd: true, mayDelete: true, ...files },
    }) as unknown as Lab;
  const own = [file('index.mjs'), file('given.mjs'), file('mine.mjs')];

  it('let everything go where they say nothing', () =>
    expect(own.map(({ path }) => whyItStays(lab({}), path, own))).toEqual([undefined, undefined, undefined]));
  it('keep what is read-only', () =>
    expect(whyItStays(lab({ readOnly: ['given.mjs'] }), 'given.mjs', own)).toMatch(/read-only/));
  it('keep the lab’s files where none may be deleted, but not the learner’s own', () => {
    const strict = lab({ mayDelete: false });
    expect(whyItStays(strict, 'index.mjs', own)).toMatch(/belongs to the lab/);
    expect(whyItStays(strict, 'mine.mjs', own)).toBeUndefined();
  });
  it('offer nothing where nothing can be done', () => {
    const closed = lab({ mayAdd: false, mayDelete: false });
    expect(manages(closed, closed.starter)).toBe(false);
    expect(manages(lab({}), lab({}).starter)).toBe(true);
  });
});
