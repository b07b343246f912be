import { useEffect, useState } from 'preact/hooks';
import type { Fetched } from '../../sandbox/python-engine.ts';
import { Fetching } from '../Fetching.tsx';
import { Console } from './Console.tsx';
import type { AccountChoice } from './choice.ts';
import { type KeptAccount, openKept } from './open-kept.ts';

interface Props {
  choice: AccountChoice;
  /** Where the list of accounts is. */
  href: string;
}

/** An account of this browser, once it is open. */
export default function OpenedAccount({ choice, href }: Props) {
  const [kept, setKept] = useState<KeptAccount>();
  const [fetched, setFetched] = useState<Fetched>();
  const [notices, setNotices] = useState<readonly string[]>([]);
  const hasArrived = fetched !== undefined && fetched.bytes >= fetched.of;
  useEffect(() => {
    void openKept(choice, (notice) => setNotices((before) => [...before, notice]), setFetched).then(setKept);
  }, [choice]);
  return (
    <section class="ap-account" aria-labelledby="account-title">
      <div class="ap-bar">
        <h2 id="account-title">{choice.title}</h2>
        <p>
          {choice.href && <a href={choice.href}>Go to the lab</a>}
          <a href={href}>All accounts</a>
        </p>
      </div>
      {notices.map((notice) => (
        <p key={notice} class="wb-notice" role="status">
          {notice}
        </p>
      ))}
      {fetched && !hasArrived && <Fetching fetched={fetched} />}
      {kept && <Console kept={kept} title={choice.title} />}
    </section>
  );
}
