import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabEvent } from './lab.ts';
import { type Problem, Refused } from './refused.ts';

/** The test events of a lab, one JSON file each, in the order of their names. @throws Refused */
export function readEvents(folder: string): LabEvent[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (names.length === 0)
    throw new Refused([
      { file: folder, message: 'has no event. Add at least one, such as first.json with {} in it.' },
    ]);
  const problems: Problem[] = [];
  const events = names.map((name) => {
    const file = join(folder, name);
    if (!name.endsWith('.json')) {
      problems.push({ file, message: 'is no event. Name it <event>.json, or remove it.' });
      return { name, text: '' };
    }
    const twin = names.find((other) => other < name && other.toLowerCase() === name.toLowerCase());
    if (twin)
      problems.push({
        file,
        message: `has the name of ${twin}. Rename one: not every disk tells them apart.`,
      });
    const text = readFileSync(file, 'utf8').trim();
    const fault = jsonFault(text);
    if (fault) problems.push({ file, ...fault });
    return { name: name.replace(/\.json$/, ''), text };
  });
  if (problems.length > 0) throw new Refused(problems);
  return events;
}

function jsonFault(text: string): { line: number; message: string } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    const [, position = text.length] = /at position (\d+)/.exec(message) ?? [];
    return {
      line: text.slice(0, Number(position)).split('\n').length,
      message: `is not JSON: ${message}. An event is what Lambda parses: mend it there.`,
    };
  }
}
