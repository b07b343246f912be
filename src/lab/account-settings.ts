import { z } from 'zod';

const folder = z.string().min(1);

const layerSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-zA-Z0-9-_]+$/)
    .describe('Name of the layer; the same name again is its next version.'),
  folder: folder.describe('What is in it: a folder in account/.'),
  attached: z.boolean().default(false).describe('Whether the function has it, after those above.'),
});

const versionSchema = z.strictObject({
  description: z.string().trim().min(1).describe('What the version says of itself.'),
  folder: folder.optional().describe('The files that differ from the starter: a folder in account/.'),
});

const aliasSchema = z.strictObject({
  name: z
    .string()
    .regex(/^(?!\d+$)[a-zA-Z0-9-_]+$/)
    .describe('Name of the alias.'),
  version: z.int().min(1).describe('Number of the version that it points to; the first is 1.'),
});

/** What the account holds when the lab opens, besides the lab's function. */
export const accountSchema = z
  .strictObject({
    layers: z.array(layerSchema).default([]).describe('Layers, published in this order.'),
    versions: z.array(versionSchema).default([]).describe('Versions, published in this order.'),
    aliases: z.array(aliasSchema).default([]).describe('Aliases of the function.'),
  })
  .superRefine(({ versions, aliases }, context) => {
    for (const [index, { name, version }] of aliases.entries())
      if (version > versions.length)
        context.addIssue({
          code: 'custom',
          path: ['aliases', index, 'version'],
          message: `${name} points to version ${version}, and ${versions.length} are published`,
        });
  });
