import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';

export function zlibBinding(_context: Context): Binding {
  return {};
}
