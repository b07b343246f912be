import type { FsNode } from './tree.ts';

const KIND_BITS = { file: 0o100000, directory: 0o040000, symlink: 0o120000, 'null-device': 0o020000 };

/** Disk space is given out in blocks of this many bytes. */
export const BLOCK = 4_096;

/** What stat(2) tells of a file or folder; sizes in bytes, times in ms since 1970. */
export function statOf(node: FsNode) {
  const size = node.kind === 'file' ? node.content.size : node.kind === 'directory' ? BLOCK : 0;
  return {
    dev: node.volume.device,
    mode: KIND_BITS[node.kind] | node.mode,
    nlink: node.kind === 'file' || node.kind === 'symlink' ? node.links : node.kind === 'directory' ? 2 : 1,
    uid: node.uid,
    gid: node.gid,
    ino: node.ino,
    size: node.kind === 'symlink' ? node.target.length : size,
    blocks: Math.ceil(size / BLOCK) * 8,
    times: [node.atimeMs, node.mtimeMs, node.ctimeMs, node.ctimeMs],
  };
}
