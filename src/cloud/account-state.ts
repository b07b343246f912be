import { emptyState, type LambdaState } from './lambda/state.ts';
import { type Blobs, fromPlain, type Plain, toPlain } from './plain.ts';
import type { Buckets } from './services/s3/buckets.ts';
import type { Queues } from './services/sqs/queues.ts';

/** An account as plain data. */
interface AccountState {
  /** Virtual time, ms since 1970. */
  now: number;
  /** Where each source of chance has got to. */
  random: { lambda: number; requestIds: number; services: number };
  lambda: LambdaState;
  buckets: Buckets;
  queues: Queues;
}

/** An account as it can be kept: JSON, and beside it the bytes that it names, each once. */
export interface SavedAccount {
  state: Plain;
  blobs: Blobs;
}

/** Of the shape of what is saved: one more with each change that a simulator before it could not read. */
const FORMAT = { kind: 'lambda-workbook account', version: 1 };

export const emptyAccount = (seed: number, now: number): AccountState => ({
  now,
  random: { lambda: seed, requestIds: ~seed, services: seed ^ 0x53_33 },
  lambda: emptyState(),
  buckets: new Map(),
  queues: new Map(),
});

export function saveAccount(account: AccountState): SavedAccount {
  const blobs = new Map<string, Uint8Array>();
  return { state: toPlain({ ...FORMAT, ...account }, blobs), blobs };
}

/** @throws Error when it is no account, one of another version, or without all of its bytes */
export function loadAccount({ state, blobs }: SavedAccount): AccountState {
  const { kind, version } = (state ?? {}) as Partial<typeof FORMAT>;
  if (kind !== FORMAT.kind) throw new Error('This is not an account of the workbook’s simulator.');
  if (version !== FORMAT.version)
    throw new Error(
      `The account was saved in version ${version} of its format; this simulator reads version ${FORMAT.version}.`,
    );
  const { now, random, lambda, buckets, queues } = fromPlain(state, blobs) as AccountState;
  return { now, random, lambda: { ...emptyState(), ...lambda }, buckets, queues };
}
