import { useEffect, useState } from 'preact/hooks';
import { lazily } from '../use-lazy.ts';
import cssUrl from './account-page.css?url';
import type { AccountChoice } from './choice.ts';
import '../workbench.css';
import './accounts.css';

const useOpenedAccount = lazily(() => import('./OpenedAccount.tsx'), cssUrl);

/** The accounts of this browser. The simulator comes when one of them is opened. */
export default function AccountPage() {
  const [ready, setReady] = useState(false);
  const [python, setPython] = useState(false);
  const [choice, setChoice] = useState<AccountChoice>();
  const opened = useOpenedAccount(choice !== undefined);
  useEffect(() => setReady(true), []);

  return (
    <div class="wb ap" data-ready={ready}>
      {!choice && (
        <section class="ap-choice" aria-labelledby="playground">
          <h2 id="playground">Playground</h2>
          <p>
            An empty account to try anything in: create a function, invoke it, see what Lambda says of it. It
            lasts until you leave this page.
          </p>
          <p>
            <label>
              <input
                type="checkbox"
                checked={python}
                onChange={({ currentTarget }) => setPython(currentTarget.checked)}
              />{' '}
              With Python as well, which is 7 MB to fetch
            </label>
          </p>
          <button
            type="button"
            class="wb-button wb-run"
            disabled={!ready}
            onClick={() => setChoice({ title: 'Playground', python })}
          >
            Open the playground
          </button>
          <noscript>Opening it needs JavaScript.</noscript>
        </section>
      )}
      {choice && !opened && <p role="status">Fetching the simulator…</p>}
      {opened === 'failed' && (
        <p role="alert">The simulator did not arrive. Look at your connection and reload the page.</p>
      )}
      {choice && opened && opened !== 'failed' && <opened.default choice={choice} />}
    </div>
  );
}
