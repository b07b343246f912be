import type { FileSystem } from './file-system.ts';
import type { DirectoryNode, FsNode } from './files/tree.ts';

/** Entries that are told; more would say nothing more. */
const SHOWN = 20;

/** What is in `/tmp`, without looking into a file. Sizes in bytes. */
export interface TmpListing {
  entries: readonly { path: string; kind: FsNode['kind']; size: number }[];
  /** How many entries are left out. */
  more: number;
  used: number;
  capacity: number;
}

export function listTmp(files: FileSystem): TmpListing {
  const tmp = files.stat('/tmp') as DirectoryNode;
  const entries: TmpListing['entries'][number][] = [];
  const waiting: { path: string; node: DirectoryNode }[] = [{ path: '/tmp', node: tmp }];
  for (let at = 0; at < waiting.length && entries.length < SHOWN; at++) {
    const { path, node } = waiting[at]!;
    for (const [name, entry] of node.entries) {
      if (entries.length === SHOWN) break;
      const place = `${path}/${name}`;
      entries.push({ path: place, kind: entry.kind, size: entry.kind === 'file' ? entry.content.size : 0 });
      if (entry.kind === 'directory') waiting.push({ path: place, node: entry });
    }
  }
  const { capacity, entries: count } = tmp.volume;
  return { entries, more: count - entries.length, used: files.used(), capacity };
}
