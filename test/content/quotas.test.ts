import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/cloud/lambda/limits.ts';
import { QUOTAS, quotaInWords, quotasOf } from '../../src/components/quotas/quotas.ts';

const rows = Object.values(QUOTAS).flat();
const texts = globSync('content/**/*.mdx')
  .sort()
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('the quotas page', () => {
  it.each(rows)('says where and when the figure of $id was read', ({ source }) => {
    expect(source.name).not.toBe('');
    expect(source.read).toMatch(/\b20\d\d$/);
  });

  it('gives each row an address of its own', () => {
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('shows every kind of quota', () => {
    const page = texts.find(({ path }) => path.endsWith('reference/quotas.mdx'))!.text;
    for (const kind of Object.keys(QUOTAS)) expect(page).toContain(`<QuotaTable of="${kind}"`);
  });

  it('takes every limit of the simulator from its list', () => {
    const shown = new Set<PropertyKey>();
    quotasOf(new Proxy(LIMITS, { get: (limits, key) => shown.add(key) && Reflect.get(limits, key) }));
    for (const limit of Object.keys(LIMITS))
      expect([...shown], `LIMITS.${limit} has no row in src/components/quotas/`).toContain(limit);
  });
});

describe('a figure in a sentence', () => {
  const used = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/<Quota\s+id="([^"]*)"(?:\s+text="([^"]*)")?\s*\/>/g)].map(
      ([, id = '', words]) => [path, id, words] as const,
    ),
  );

  it('is found in the chapters', () => {
    expect(used.length).toBeGreaterThan(20);
  });

  it.each(used)('%s: the row %s says it', (_path, id, words) => {
    expect(() => quotaInWords(id, words)).not.toThrow();
  });

  it('is the value of its row, or other words of it', () => {
    expect(quotaInWords('memory')).toBe('128 to 10,240 MB');
    expect(quotaInWords('memory', '10,240 MB')).toBe('10,240 MB');
    expect(quotaInWords('timeout', '3 seconds')).toBe('3 seconds');
  });

  it('is refused where the row says something else', () => {
    expect(() => quotaInWords('memory', '240 MB')).toThrow('its row says "128 to 10,240 MB');
    expect(() => quotaInWords('memory', '10,24')).toThrow('its row says');
    expect(() => quotaInWords('memroy')).toThrow('there is no such row');
  });
});
