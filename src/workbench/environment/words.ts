import type { ProcessEnd } from '../../cloud/environment/shutdown.ts';
import type { EnvironmentSnapshot } from '../../cloud/environment/snapshot.ts';
import type { Reclaimed } from '../../cloud/trace.ts';

const times = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A stretch of virtual time, to what matters of it: `0.3 s`, `12 s`, `4 min 10 s`, `2 h 5 min`. */
export function stretch(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const parts =
    minutes < 60
      ? [`${minutes} min`, seconds % 60 && `${seconds % 60} s`]
      : [`${Math.floor(minutes / 60)} h`, minutes % 60 && `${minutes % 60} min`];
  return parts.filter(Boolean).join(' ');
}

const ENDED: Record<ProcessEnd['reason'], string> = {
  timeout: 'it reached its timeout',
  exit: 'it exited',
  memory: 'it used up its memory and was killed',
};

/** How an environment is, in one word and a sentence or two. */
export function stateInWords({ at, startedAt, served, process }: EnvironmentSnapshot): {
  state: string;
  story: string;
} {
  const began = `Cold start ${stretch(at - startedAt)} ago in virtual time, ${times(served, 'invoke')} since.`;
  if (process.kind === 'ended')
    return {
      state: 'process ended',
      story: `${began} Its process ended ${stretch(at - process.at)} ago because ${ENDED[process.reason]}, and everything in its memory is lost. The environment stays: the next invoke runs init again in it.`,
    };
  const again =
    process.since > startedAt
      ? ` Its process is a new one, started ${stretch(at - process.since)} ago after the one before had ended: what it keeps is from then on.`
      : '';
  if (process.kind === 'serving') return { state: 'running', story: `${began}${again}` };
  return {
    state: 'frozen',
    story: `${began}${again} Nothing in it runs until the next invoke, and nothing is billed.`,
  };
}

const GONE: Record<Reclaimed, string> = {
  idle: 'it was idle for too long',
  updated: 'the function was updated',
  deleted: 'the function was deleted',
  asked: 'a new one was asked for',
  'taken-over': 'another runtime took over',
  'snapshot-taken': 'its snapshot is taken',
  'init-failed': 'its init failed',
};

/** Why there is nothing to look at. */
export function goneInWords(name: string, reason: Reclaimed | undefined): string {
  const why = reason ? `: ${GONE[reason]}` : '';
  return `${name} is gone${why}. What it kept went with it, and the next invoke starts cold.`;
}

/** `0 B`, `12 B`, `3.4 kB`, `512 MB`; a kB is 1,024 bytes, as Lambda counts. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const kilobytes = bytes / 1_024;
  if (kilobytes < 1_024) return `${Number(kilobytes.toFixed(1))} kB`;
  return `${Number((kilobytes / 1_024).toFixed(1)).toLocaleString('en-US')} MB`;
}
