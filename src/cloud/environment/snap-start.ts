import type { Descriptor } from './files/descriptors.ts';
import type { Disk } from './files/mounts.ts';

/** What SnapStart keeps of an environment at the end of its init. Everyone who begins with it has a copy. */
export interface SnapStartSnapshot {
  /** The runtime's process, as `RuntimeProcess.snapshot` gave it. */
  program: object;
  /** Bytes that it had allocated. */
  heapGrowth: number;
  disk: Disk;
  /** What the runtime has open on that disk. */
  opened: ReadonlyMap<number, Descriptor>;
}

/** Where the environments of a version get its snapshot. */
export interface SnapshotSource {
  /** Calls `then` with the snapshot, at once or when it is taken; without one when its init has failed. */
  get(then: (snapshot: SnapStartSnapshot | undefined) => void): void;
  /** To be called once, when the init is over. */
  settle(snapshot: SnapStartSnapshot | undefined): void;
}

export function createSnapshotSource(): SnapshotSource {
  let settled: { snapshot: SnapStartSnapshot | undefined } | undefined;
  let waiting: ((snapshot: SnapStartSnapshot | undefined) => void)[] = [];
  return {
    get(then) {
      if (settled) then(settled.snapshot);
      else waiting.push(then);
    },
    settle(snapshot) {
      settled = { snapshot };
      for (const then of waiting) then(snapshot);
      waiting = [];
    },
  };
}

/** A copy that its owner may change: an open file stays the one that is on the disk. */
export const copyOf = ({ program, heapGrowth, ...files }: SnapStartSnapshot): SnapStartSnapshot => ({
  program,
  heapGrowth,
  ...structuredClone(files),
});
