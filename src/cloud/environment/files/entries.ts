import type { Mounts } from './mounts.ts';
import { PosixError } from './posix-error.ts';
import { BLOCK } from './stat.ts';
import { demand, EXECUTE, WRITE } from './walk.ts';

/** What changes which names there are. */
export interface Entries {
  mkdir(path: string, mode: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(target: string, path: string): void;
  symlink(target: string, path: string): void;
}

const endsInDots = /(^|\/)\.{1,2}\/*$/;

export function entries(mounts: Mounts): Entries {
  const { now, find, existing, vacant, charge, owned, enter, leave, freeIfGone } = mounts;
  return {
    mkdir(path, mode) {
      const place = vacant(path, 'folder');
      const { volume } = place.folder;
      charge(volume, BLOCK);
      enter(place, { kind: 'directory', ...owned(volume, mode & 0o7777), entries: new Map() });
    },
    rmdir(path) {
      const place = existing(path, false);
      const { node } = place;
      if (node.kind !== 'directory') throw new PosixError('ENOTDIR');
      if (endsInDots.test(path)) throw new PosixError(/\.\.\/*$/.test(path) ? 'ENOTEMPTY' : 'EINVAL');
      demand(place.folder, WRITE | EXECUTE);
      if (node.entries.size > 0) throw new PosixError('ENOTEMPTY');
      leave(place);
      charge(node.volume, -BLOCK);
      node.volume.entries -= 1;
    },
    unlink(path) {
      const place = existing(path, false);
      const { node } = place;
      demand(place.folder, WRITE | EXECUTE);
      if (node.kind === 'directory') throw new PosixError('EISDIR');
      leave(place);
      if (node.kind === 'null-device') return;
      node.links -= 1;
      freeIfGone(node);
    },
    rename(from, to) {
      const source = find(from, false);
      const target = find(to, false);
      const { node } = source;
      if (endsInDots.test(from) || endsInDots.test(to)) throw new PosixError('EBUSY');
      if (!node) throw new PosixError('ENOENT');
      if (node.kind !== 'directory' && to.endsWith('/')) throw new PosixError('ENOTDIR');
      if (source.folder.volume !== target.folder.volume) throw new PosixError('EXDEV');
      demand(source.folder, WRITE | EXECUTE);
      demand(target.folder, WRITE | EXECUTE);
      if (node === target.node) return;
      if (node.kind === 'directory' && `${target.path}/`.startsWith(`${source.path}/`))
        throw new PosixError('EINVAL');
      const replaced = target.node;
      if (replaced) {
        if (replaced.kind === 'directory' && node.kind !== 'directory') throw new PosixError('EISDIR');
        if (replaced.kind !== 'directory' && node.kind === 'directory') throw new PosixError('ENOTDIR');
        if (replaced.kind === 'directory') this.rmdir(to);
        else this.unlink(to);
      }
      leave(source);
      enter(target, node);
      node.ctimeMs = now();
    },
    link(target, path) {
      const { node } = existing(target, false);
      const place = vacant(path);
      if (node.kind !== 'file' && node.kind !== 'symlink') throw new PosixError('EPERM');
      if (place.folder.volume !== node.volume) throw new PosixError('EXDEV');
      node.links += 1;
      enter(place, node);
    },
    symlink(target, path) {
      const place = vacant(path);
      enter(place, { kind: 'symlink', ...owned(place.folder.volume, 0o777), links: 1, target });
    },
  };
}
