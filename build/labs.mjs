import { readWholeLabs } from '../src/lab/refusals.ts';

/** Refuses to build while a lab has a fault, with file, line and remedy for each. */
export default function labs() {
  return {
    name: 'labs',
    hooks: {
      'astro:build:start': async () => void (await readWholeLabs()),
    },
  };
}
