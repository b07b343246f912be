import { PosixError } from './posix-error.ts';
import { BLOCK } from './stat.ts';
import { type DirectoryNode, directory, type FileNode, type FsNode, type Volume } from './tree.ts';
import { demand, EXECUTE, type Place, SANDBOX_USER, WRITE, walk } from './walk.ts';

/** `/tmp`, and which of its files are open. */
export interface Disk {
  scratch: Volume;
  tmp: DirectoryNode;
  inodes: number;
  openCounts: Map<FileNode, number>;
}

export interface MountOptions {
  /** `/var/task` and `/opt`: see `unpack`. */
  task: DirectoryNode;
  opt: DirectoryNode;
  /** Room in `/tmp`, bytes. */
  ephemeralStorage: number;
  /** Virtual time, ms since 1970. */
  now(): number;
}

/** The room that so many bytes take. */
export const onDisk = (bytes: number) => Math.ceil(bytes / BLOCK) * BLOCK;

export type Mounts = ReturnType<typeof createMounts>;

/** The one tree that `/var/task`, `/opt` and `/tmp` stand in, and what each change takes of the room in `/tmp`. */
export function createMounts({ task, opt, ephemeralStorage, now }: MountOptions) {
  const startedAt = now();
  const system: Volume = { device: 1, readOnly: true, used: 0, capacity: 0, entries: 0 };
  const scratch: Volume = { device: 2, readOnly: false, used: 0, capacity: ephemeralStorage, entries: 0 };
  let inodes = 100;
  const folder = (entries: Record<string, FsNode>) =>
    Object.assign(directory(system, ++inodes, startedAt), { entries: new Map(Object.entries(entries)) });
  const nullDevice: FsNode = { ...folder({}), kind: 'null-device', mode: 0o666 };
  const tmp = directory(scratch, ++inodes, startedAt, 0o1777);
  const root = folder({
    dev: folder({ null: nullDevice }),
    opt,
    tmp,
    var: folder({ lang: folder({ bin: folder({}) }), runtime: folder({}), task }),
  });
  const disk: Disk = { scratch, tmp, inodes, openCounts: new Map() };

  const find = (path: string, follow = true): Place => walk(root, path, follow);
  function existing(path: string, follow = true): Place & { node: FsNode } {
    const place = find(path, follow);
    if (!place.node) throw new PosixError('ENOENT');
    return place as Place & { node: FsNode };
  }
  function charge(volume: Volume, bytes: number) {
    if (bytes > 0 && volume.used + bytes > volume.capacity) throw new PosixError('ENOSPC');
    volume.used += bytes;
  }
  function touch(node: FsNode) {
    node.mtimeMs = now();
    node.ctimeMs = node.mtimeMs;
  }
  return {
    root,
    disk,
    now,
    find,
    existing,
    /** The place for a new entry. */
    vacant(path: string, kind: 'folder' | 'other' = 'other'): Place {
      const place = find(path.replace(/(?<=.)\/+$/, ''), false);
      if (place.node) throw new PosixError('EEXIST');
      if (path.endsWith('/') && kind === 'other') throw new PosixError('ENOENT');
      demand(place.folder, WRITE | EXECUTE);
      return place;
    },
    charge,
    touch,
    /** What a new entry has whatever it is. A disk has as many entries as blocks. */
    owned(volume: Volume, mode: number) {
      if (volume.entries >= volume.capacity / BLOCK) throw new PosixError('ENOSPC');
      volume.entries += 1;
      const { uid, gid } = SANDBOX_USER;
      const at = now();
      return { volume, ino: ++disk.inodes, mode, uid, gid, mtimeMs: at, ctimeMs: at, atimeMs: at };
    },
    enter({ folder, name }: Place, node: FsNode) {
      folder.entries.set(name, node);
      touch(folder);
    },
    leave({ folder, name }: Place) {
      folder.entries.delete(name);
      touch(folder);
    },
    /** A file takes room as long as it has a name, or is open. */
    freeIfGone(node: FsNode) {
      if ((node.kind !== 'file' && node.kind !== 'symlink') || node.links > 0) return;
      if (node.kind === 'file') {
        if (disk.openCounts.has(node)) return;
        charge(node.volume, -onDisk(node.content.size));
      }
      node.volume.entries -= 1;
    },
  };
}
