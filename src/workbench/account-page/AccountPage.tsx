import { useEffect, useState } from 'preact/hooks';
import { keptAccountIds } from '../../lab/kept-account.ts';
import { lazily } from '../use-lazy.ts';
import cssUrl from './account-page.css?url';
import { type AccountChoice, PLAYGROUND } from './choice.ts';
import '../workbench.css';
import './accounts.css';

const useOpenedAccount = lazily(() => import('./OpenedAccount.tsx'), cssUrl);

interface Props {
  /** Those of all labs. */
  accounts: readonly AccountChoice[];
  /** Of this page, and of the list of labs. */
  href: string;
  labsHref: string;
}

/** The accounts that this browser keeps. The simulator comes when one of them is opened. */
export default function AccountPage({ accounts, href, labsHref }: Props) {
  const [kept, setKept] = useState<readonly string[]>();
  const [python, setPython] = useState(false);
  const [choice, setChoice] = useState<AccountChoice>();
  const opened = useOpenedAccount(choice !== undefined);
  useEffect(() => {
    void keptAccountIds().then(setKept);
  }, []);
  const ready = kept !== undefined;
  const ofLabs = accounts.filter(({ id }) => kept?.includes(id));

  if (choice)
    return (
      <div class="wb ap">
        {!opened && <p role="status">Fetching the simulator…</p>}
        {opened === 'failed' && (
          <p role="alert">The simulator did not arrive. Look at your connection and reload the page.</p>
        )}
        {opened && opened !== 'failed' && <opened.default choice={choice} href={href} />}
      </div>
    );
  return (
    <div class="wb ap" data-ready={ready}>
      <section class="ap-choice" aria-labelledby="playground">
        <h2 id="playground">Playground</h2>
        <p>
          An account to try anything in: create a function, invoke it, see what Lambda says of it. This
          browser keeps what you make.
        </p>
        <p>
          <label>
            <input
              type="checkbox"
              checked={python}
              onChange={({ currentTarget }) => setPython(currentTarget.checked)}
            />
            With Python as well, which is 7 MB to fetch
          </label>
        </p>
        <button
          type="button"
          class="wb-button wb-run"
          disabled={!ready}
          onClick={() => setChoice({ ...PLAYGROUND, python })}
        >
          Open the playground
        </button>
        <noscript>Opening it needs JavaScript.</noscript>
      </section>
      <section class="ap-choice" aria-labelledby="of-labs">
        <h2 id="of-labs">Accounts of labs</h2>
        {ofLabs.length === 0 ? (
          <p>
            Each <a href={labsHref}>lab</a> has an account of its own, which begins with its first run. The
            ones that you have used in this browser are listed here.
          </p>
        ) : (
          <ul>
            {ofLabs.map((account) => (
              <li key={account.id}>
                <a href={account.href}>{account.title}</a>
                <button
                  type="button"
                  class="wb-button"
                  aria-label={`Open the account of ${account.title}`}
                  onClick={() => setChoice(account)}
                >
                  Open
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
