import { type LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SourceFile } from '../../lab/lab.ts';
import { openSandbox } from '../../sandbox/frame.ts';
import type { Fetched } from '../../sandbox/python-engine.ts';
import { simulatorTarget } from '../../targets/simulator.ts';
import { troubleInWords } from '../trouble.ts';
import { type LogStream, logStreamsOf } from './log-streams.ts';
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
  /** How far Python is, while it is fetched. */
  fetched: Fetched | undefined;
  busy: boolean;
  /** What was done last, in words. */
  said: string;
  /** Why the account cannot be read. */
  failure: Failure | undefined;
  /** Carries `act` out, waits until nothing is in progress, and reads the account anew; gives what went wrong. */
  change(said: string, act: () => Promise<unknown>): Promise<Failure | undefined>;
}

/** A new account in a sandbox frame, with Python or without. */
export function useAccount(hasPython: boolean): OpenAccount {
  const [overview, setOverview] = useState<AccountOverview>();
  const [streams, setStreams] = useState<readonly LogStream[]>([]);
  const [fetched, setFetched] = useState<Fetched>();
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [target] = useState(() => simulatorTarget(openSandbox(hasPython ? { onPython: setFetched } : {})));
  const [sources] = useState(() => new Map<string, SourceFile>());
  const working = useRef(false);

  const change: OpenAccount['change'] = async (words, act) => {
    if (working.current) return undefined;
    working.current = true;
    setBusy(true);
    let failed: Failure | undefined;
    try {
      await act();
      await target.functionReady('');
    } catch (error) {
      failed = failureOf(error);
    }
    try {
      setOverview(await readOverview(target.client));
      setStreams(logStreamsOf(await target.traceFrom(0)));
      setFailure(undefined);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setFetched(undefined);
    say(failed ? '' : words);
    setBusy(false);
    working.current = false;
    return failed;
  };

  useEffect(() => {
    void change('', async () => undefined);
  }, []);

  return {
    client: target.client,
    roleArn: target.roleArn,
    hasPython,
    sources,
    overview,
    streams,
    fetched,
    busy,
    said,
    failure,
    change,
  };
}

function failureOf(error: unknown): Failure {
  const failed = error instanceof Error ? error : new Error(String(error));
  const { name, message } = failed;
  if (failed instanceof LambdaServiceException || name === 'SandboxStopped') return { name, message };
  return { name: 'No answer', message: troubleInWords(failed) };
}
