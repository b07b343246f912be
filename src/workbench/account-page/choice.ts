import type { LabSettings } from '../../lab/lab.ts';

/** An account that can be opened: the playground's, or a lab's. */
export interface AccountChoice extends Pick<LabSettings, 'id' | 'revision' | 'title'> {
  /** Whether functions in Python can run in it. */
  python: boolean;
  /** Where the lab is that it belongs to. */
  href?: string;
}

export const PLAYGROUND = { id: 'playground', revision: 1, title: 'Playground' };
