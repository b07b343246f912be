import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { Json } from './case.ts';

/** What stands for `{{NAME}}`. */
export type Names = Readonly<Record<string, string>>;

export const NAMES: Names = {
  FN: 'conformance',
  LAYER: 'conformance-layer',
  REGION: 'us-east-1',
  ACCOUNT: '111122223333',
  OTHER_REGION: 'ap-southeast-1',
  OTHER_ACCOUNT: '123456789012',
  ROLE: 'arn:aws:iam::111122223333:role/conformance',
  QUEUE: 'conformance-queue',
  TABLE: 'conformance-table',
  STREAM: 'conformance-stream',
  STREAM_LABEL: '2026-01-01T00:00:00.000',
  UUID: '5a63b0c8-1c3f-4d57-8a0e-2f6b7c9d1e34',
};

export function fill(text: string, names: Names): string {
  return text.replace(/\{\{([^}]+)\}\}/g, (whole, name: string) => {
    const repeated = /^([AX])(\d+)$/.exec(name);
    if (repeated) return (repeated[1] ?? '').toLowerCase().repeat(Number(repeated[2]));
    return names[name] ?? whole;
  });
}

/** The input of a step as the SDK takes it. */
export function build(value: Json, names: Names): unknown {
  if (typeof value === 'string') return marked(value) ?? fill(value, names);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => build(item, names));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, build(item, names)]));
}

function marked(text: string): unknown {
  const [, marker, rest = ''] = /^@(\w+):(.*)$/s.exec(text) ?? [];
  if (marker === 'zip') return zipOfFixture(rest);
  if (marker === 'base64') return Buffer.from(rest, 'base64');
  if (marker === 'zipOfZeros') return zipSync({ zeros: new Uint8Array(Number(rest)) }, { level: 1 });
  if (marker === 'date') return new Date(Number(rest) * 1000);
  if (marker === 'tags')
    return Object.fromEntries(
      Array.from({ length: Number(rest) }, (_, index) => [`${index}_key`, `${index}_value`]),
    );
  return undefined;
}

function zipOfFixture(name: string) {
  const bytes = new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
  return zipSync({ [name.endsWith('.mjs') ? 'index.mjs' : name]: bytes }, { mtime: '2026-01-01T00:00:00' });
}
