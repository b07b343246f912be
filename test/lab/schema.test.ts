import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { labSettingsSchema } from '../../src/lab/lab.ts';
import { labSlugs } from '../../src/lab/read.ts';

test('labs/lab.schema.json is the schema that the build holds a lab to; `npx vitest run test/lab/schema -u` writes it anew', async () => {
  const schema = z.toJSONSchema(labSettingsSchema, { io: 'input' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../labs/lab.schema.json');
});

test.each(labSlugs())('labs/%s/lab.yaml names the schema to the editor', (slug) => {
  expect(readFileSync(`labs/${slug}/lab.yaml`, 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/lab\.schema\.json\n/,
  );
});
