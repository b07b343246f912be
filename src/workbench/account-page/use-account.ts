import { type LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SavedAccount } from '../../cloud/account-state.ts';
import type { SourceFile } from '../../lab/lab.ts';
import { troubleInWords } from '../trouble.ts';
import { type LogStream, logStreamsOf } from './log-streams.ts';
import type { KeptAccount } from './open-kept.ts';
import { type AccountOverview, readOverview } from './overview.ts';

/** What Lambda answered instead, or why nothing did. */
export interface Failure {
  name: string;
  message: string;
}

/** An account that is open on the page, and all that can be read of it. */
export interface OpenAccount {
  client: LambdaClient;
  roleArn: string;
  hasPython: boolean;
  /** The code that was deployed from this page, by the name of its function. */
  sources: Map<string, SourceFile>;
  /** Undefined until it has been read. */
  overview: AccountOverview | undefined;
  streams: readonly LogStream[];
  busy: boolean;
  /** What was done last, in words. */
  said: string;
  /** Why the account cannot be read. */
  failure: Failure | undefined;
  /** Carries `act` out, waits until nothing is in progress, and reads the account anew; gives what went wrong. */
  change(said: string, act: () => Promise<unknown>): Promise<Failure | undefined>;
  /** The same for what takes something away: until the next change it can be undone. */
  remove(said: string, act: () => Promise<unknown>): Promise<Failure | undefined>;
  /** Empties the account, which can be undone as well. */
  startOver(): Promise<Failure | undefined>;
  /** Undoes the last change; undefined when that took nothing away. */
  undo: (() => Promise<Failure | undefined>) | undefined;
}

/** Reads a kept account, and changes it. */
export function useAccount({ target, hasPython, latest, load, empty }: KeptAccount): OpenAccount {
  const [overview, setOverview] = useState<AccountOverview>();
  const [streams, setStreams] = useState<readonly LogStream[]>([]);
  const [busy, setBusy] = useState(true);
  const [said, say] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [before, setBefore] = useState<{ saved: SavedAccount | undefined }>();
  const [sources] = useState(() => new Map<string, SourceFile>());
  const working = useRef(false);
  /** Of the account before another one was loaded, with which the trace began anew. */
  const earlier = useRef<readonly LogStream[]>([]);

  const read = async () => {
    try {
      setOverview(await readOverview(target.client));
      const fresh = logStreamsOf(await target.traceFrom(0));
      const isFresh = ({ name }: LogStream) => fresh.some((stream) => stream.name === name);
      setStreams([...fresh, ...earlier.current.filter((stream) => !isFresh(stream))]);
      setFailure(undefined);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const perform = async (words: string, act: () => Promise<unknown>, canUndo: boolean) => {
    if (working.current) return undefined;
    working.current = true;
    setBusy(true);
    const saved = latest();
    let failed: Failure | undefined;
    try {
      await act();
      await target.functionReady('');
      setBefore(canUndo ? { saved } : undefined);
    } catch (error) {
      failed = failureOf(error);
    }
    await read();
    say(failed ? '' : words);
    setBusy(false);
    working.current = false;
    return failed;
  };
  const exchanging = (act: () => Promise<void>) => {
    earlier.current = streams;
    return act();
  };

  useEffect(() => {
    void perform('', async () => undefined, false);
  }, []);

  return {
    client: target.client,
    roleArn: target.roleArn,
    hasPython,
    sources,
    overview,
    streams,
    busy,
    said,
    failure,
    change: (words, act) => perform(words, act, false),
    remove: (words, act) => perform(words, act, true),
    startOver: () => perform('The account is empty.', () => exchanging(empty), true),
    undo:
      before &&
      (() => perform('Undone: the account is as it was.', () => exchanging(() => load(before.saved)), false)),
  };
}

function failureOf(error: unknown): Failure {
  const failed = error instanceof Error ? error : new Error(String(error));
  const { name, message } = failed;
  if (failed instanceof LambdaServiceException || name === 'SandboxStopped') return { name, message };
  return { name: 'No answer', message: troubleInWords(failed) };
}
