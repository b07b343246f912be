import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** From left to right: a room may import the rooms after it. `host` stands beside `sandbox`. */
const ROOMS = ['pages', 'components', 'workbench', 'lab', 'terminal', 'targets', 'sandbox', 'cloud'];
const SRC = new URL('../src/', import.meta.url).pathname;

const sources = (room: string) =>
  readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|astro|mjs)$/.test(file))
    .map((file) => ({ file: `${room}/${file}`, text: readFileSync(join(SRC, room, file), 'utf8') }));

/** Rooms that `text`, a file of `src/`, names in its imports. */
const importedRooms = (file: string, text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)]
    .map(([, path]) => new URL(path ?? '', `file:///${file}`).pathname.split('/')[1] ?? '')
    .filter((room) => ROOMS.includes(room));

test.each(ROOMS)('%s imports only rooms to its right', (room) => {
  for (const { file, text } of sources(room))
    for (const imported of importedRooms(file, text))
      expect(ROOMS.indexOf(imported), `${file} imports ${imported}`).toBeGreaterThanOrEqual(
        ROOMS.indexOf(room),
      );
});

test('the cloud knows neither the browser nor Node.js', () => {
  for (const { file, text } of sources('cloud')) {
    expect(text, file).not.toMatch(/from 'node:/);
    if (!file.includes('/guest/'))
      expect(text, file).not.toMatch(/\b(document|window|localStorage|setTimeout|fetch)\b\s*[.(]/);
  }
});
