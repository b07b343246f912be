import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arnOf, layerArn, sha, simulated } from '../support/lambda-calls.ts';
import {
  emptyModel,
  follow,
  type Guard,
  type Model,
  type ModelFunction,
  type Step,
} from '../support/lambda-model.ts';

const fn = fc.constantFrom('one', 'one', 'one', 'other');
const alias = fc.constantFrom('live', 'live', 'next');
const layer = fc.constantFrom('base', 'more');
const code = fc.nat(2);
const version = fc.constantFrom('$LATEST', '1', '1', '2', '2', '3');
const guard = fc.constantFrom<Guard>('none', 'none', 'none', 'current', 'current', 'stale');
const description = fc.constantFrom('a', 'b');
const publish = fc.boolean();
const layerVersion = fc.tuple(layer, fc.constantFrom(1, 1, 2));
const weight = fc.tuple(fc.constantFrom('1', '2', '2', '3'), fc.constantFrom(0, 0.25, 1));
const fewDeleted = fc.constantFrom('one', 'other', 'other', 'other');
const tags = fc.dictionary(fc.constantFrom('team', 'stage'), description, { minKeys: 1 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('create' as const), fn, code, publish }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('updateCode' as const), fn, code, publish, guard }) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        op: fc.constant('configure' as const),
        fn,
        description,
        layers: fc.array(layerVersion, { maxLength: 2 }),
        guard,
      },
      { requiredKeys: ['op', 'fn', 'guard'] },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record(
      { op: fc.constant('publish' as const), fn, description, sha: code, guard },
      { requiredKeys: ['op', 'fn', 'guard'] },
    ),
  },
  fc.record({ op: fc.constant('deleteFunction' as const), fn: fewDeleted }),
  { weight: 2, arbitrary: fc.record({ op: fc.constant('deleteVersion' as const), fn, version }) },
  {
    weight: 4,
    arbitrary: fc.record(
      { op: fc.constant('createAlias' as const), fn, alias, version, weight },
      { requiredKeys: ['op', 'fn', 'alias', 'version'] },
    ),
  },
  {
    weight: 6,
    arbitrary: fc.record(
      { op: fc.constant('updateAlias' as const), fn, alias, version, weight: fc.option(weight), guard },
      { requiredKeys: ['op', 'fn', 'alias', 'guard'] },
    ),
  },
  fc.record({ op: fc.constant('deleteAlias' as const), fn, alias }),
  { weight: 2, arbitrary: fc.record({ op: fc.constant('publishLayer' as const), layer, code }) },
  fc.record({ op: fc.constant('deleteLayer' as const), layer, version: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ op: fc.constant('reserve' as const), fn, count: fc.constantFrom(0, 10, 500, 900, 901) }),
  fc.record({ op: fc.constant('unreserve' as const), fn }),
  fc.record({ op: fc.constant('tag' as const), fn, tags }),
  fc.record({
    op: fc.constant('untag' as const),
    fn,
    keys: fc.subarray(['team', 'stage'], { minLength: 1 }),
  }),
);

/** The model, told as the account tells it. */
async function told(model: Model) {
  const configuration = async ({ code, description, layers }: ModelFunction['latest']) => ({
    CodeSha256: await sha(code),
    Description: description,
    Layers: layers.map(layerArn),
  });
  const functions = await Promise.all(
    [...model.functions].map(async ([name, one]) => [
      name,
      {
        versions: Object.fromEntries(
          await Promise.all(
            [['$LATEST', one.latest] as const, ...one.published].map(
              async ([number, of]) => [number, await configuration(of)] as const,
            ),
          ),
        ),
        aliases: Object.fromEntries(
          [...one.aliases].map(([name, { version: FunctionVersion, weight }]) => [
            name,
            { FunctionVersion, ...(weight && { [weight[0]]: weight[1] }) },
          ]),
        ),
        reserved: one.reserved,
        tags: one.tags,
      },
    ]),
  );
  const layers = [...model.layers].filter(([, { versions }]) => versions.size > 0);
  return {
    functions: Object.fromEntries(functions),
    layers: Object.fromEntries(layers.map(([name, { versions }]) => [name, [...versions].reverse()])),
  };
}

/** The aliases whose revision is another one than before, or new. */
const changed = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...after].filter(([arn, revision]) => before.get(arn) !== revision).map(([arn]) => arn);

/** What every sequence begins with, so that most of what follows has something to work on. */
const BEGINNING: readonly Step[] = [
  { op: 'publishLayer', layer: 'base', code: 0 },
  { op: 'create', fn: 'one', code: 0, publish: true },
  { op: 'updateCode', fn: 'one', code: 1, publish: true, guard: 'none' },
  { op: 'createAlias', fn: 'one', alias: 'live', version: '1', weight: ['2', 0.5] },
];

test('whatever is done to an account, it answers as a small model of it does', async () => {
  /** How often each operation did something. */
  const carriedOut = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 25 }), async (steps) => {
      const account = await simulated();
      const model = emptyModel();
      for (const one of [...BEGINNING, ...steps]) {
        const before = new Map(account.revisions);
        const answer = await account.follow(one);
        expect([one, answer]).toEqual([one, follow(model, one)]);
        expect([one, await account.look()]).toEqual([one, await told(model)]);
        if ('error' in answer) continue;
        carriedOut.set(one.op, (carriedOut.get(one.op) ?? 0) + 1);
        const aliases = changed(before, account.revisions).filter((arn) => arn.split(':').length === 8);
        const touched = 'alias' in one && one.op !== 'deleteAlias';
        expect([one, aliases]).toEqual([one, touched ? [`${arnOf(one.fn)}:${one.alias}`] : []]);
      }
    }),
    { numRuns: 40, seed: 7 },
  );
  expect(carriedOut.size).toBe(15);
  expect(Math.min(...carriedOut.values())).toBeGreaterThan(4);
});
