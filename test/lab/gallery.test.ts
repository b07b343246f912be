import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { galleryEvents, loadGalleryEvent } from '../../src/lab/gallery.ts';
import { readGalleryEvent } from '../../src/lab/gallery-notes.ts';
import { fieldPaths, jsonLines } from '../../src/lab/json-lines.ts';

const names = galleryEvents.map(({ name }) => name);

describe('the gallery', () => {
  it('has ten events, each with its JSON and its notes, and no other file', () => {
    expect(names).toHaveLength(10);
    expect(readdirSync('content/events').sort()).toEqual(
      names.flatMap((name) => [`${name}.json`, `${name}.yaml`]).sort(),
    );
  });

  it.each(names)('%s: every field is explained, and nothing that is not a field', (name) => {
    const { json, fields } = readGalleryEvent(name);
    expect(Object.keys(fields).sort()).toEqual(fieldPaths(json).sort());
  });

  it.each(names)('%s: every explanation is a sentence', (name) => {
    for (const [path, text] of Object.entries(readGalleryEvent(name).fields))
      expect(text, path).toMatch(/^\S.*[.]$/);
  });

  it.each(names)('%s: the first place named for the data is a field, or a body that was left out', (name) => {
    const { json, data } = readGalleryEvent(name);
    expect(['body', ...fieldPaths(json)]).toContain(data.split(', ')[0]);
  });

  it.each(names)('%s: the JSON is fetched by name', async (name) => {
    expect(JSON.parse(await loadGalleryEvent(name))).toEqual(readGalleryEvent(name).json);
  });

  it('refuses a name that it does not have', async () => {
    await expect(loadGalleryEvent('../../labs/hello-event/events/ada')).rejects.toThrow('no event');
  });
});

describe('JSON as lines', () => {
  const event = { Records: [{ body: 'a"b', tags: ['x', 'y'], none: {} }, { body: null }], n: 1.5 };

  it('reads back as the same JSON', () => {
    const text = jsonLines(event)
      .map(({ depth, key, text }) => '  '.repeat(depth) + (key ? `${key}: ` : '') + text)
      .join('\n');
    expect(JSON.parse(text)).toEqual(event);
  });

  it('gives the items of a list the same paths', () => {
    expect(fieldPaths(event)).toEqual(['Records', 'Records[].body', 'Records[].tags', 'Records[].none', 'n']);
  });
});
