import { useMemo, useState } from 'preact/hooks';
import type { TraceEvent } from '../cloud/trace.ts';
import { CopyButton } from './CopyButton.tsx';
import { firstLines } from './excerpt.ts';
import { conversationsOf, type Exchange, type Message, statusInWords, timeInWords } from './exchanges.ts';
import { jsonTokens, prettyJson } from './json-view.ts';

/** Of a body, in UTF-16 units: at first, and after "Show all"; more would hold up the page. */
const SHOWN = 1_500;
const SHOWN_ALL = 100_000;

const WHAT_IT_IS =
  'The runtime in the environment talks with Lambda by HTTP. It asks for the next event, runs the handler, and posts what the handler returned.';

/** Every call that the runtime made in the latest run, with Lambda's answers. */
export function RuntimeApi({ trace }: { trace: readonly TraceEvent[] }) {
  const conversations = useMemo(() => conversationsOf(trace), [trace]);
  if (conversations.length === 0)
    return (
      <p class="wb-empty">
        Run the function to see what its runtime and Lambda say to each other. {WHAT_IT_IS}
      </p>
    );
  return (
    <div class="wb-api">
      <p class="wb-api-about">{WHAT_IT_IS} Times count from the start of the run.</p>
      {conversations.map(({ environmentId, exchanges }, at) => (
        <section key={environmentId}>
          {conversations.length > 1 && <h3>Environment {at + 1} of this run</h3>}
          <ol
            aria-label={
              conversations.length > 1 ? `Calls of environment ${at + 1}` : 'Calls to the Runtime API'
            }
          >
            {exchanges.map((exchange, at) => (
              <Call key={at} exchange={exchange} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Call({ exchange }: { exchange: Exchange }) {
  const [open, setOpen] = useState(false);
  const { method, path, clock, request, answer } = exchange;
  const [, prefix = '', rest = path] = /^(\/[\d-]+\/runtime)(\/.*)$/.exec(path) ?? [];
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span class="wb-api-line">
            <span class="wb-api-method">{method}</span>{' '}
            <code>
              <span class="wb-api-prefix">{prefix}</span>
              {rest}
            </code>{' '}
            <span class="wb-api-status" data-status={answer ? Math.floor(answer.status / 100) : 'waiting'}>
              {statusInWords(exchange)}
            </span>
          </span>{' '}
          <span class="wb-api-time">{timeInWords(exchange)}</span>
        </summary>
        {open && (
          <div class="wb-api-messages">
            <Part title="Request" message={request} note={`${new Date(clock).toISOString()}, virtual time`} />
            {answer ? (
              <Part title="Response" message={answer} note={statusInWords(exchange)} />
            ) : (
              <p>
                Lambda holds this call open until there is an event. Meanwhile the environment is frozen:
                nothing in it runs, and nothing is billed.
              </p>
            )}
          </div>
        )}
      </details>
    </li>
  );
}

function Part({
  title,
  note,
  message: { headers, body },
}: {
  title: string;
  note: string;
  message: Message;
}) {
  const names = Object.keys(headers);
  return (
    <div>
      <p class="wb-api-title">
        <b>{title}</b> {note}
      </p>
      {names.length > 0 ? (
        <dl>
          {names.map((name) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{headers[name]}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>No headers to show.</p>
      )}
      {body ? <Body body={body} what={`the ${title.toLowerCase()} body`} /> : <p>No body.</p>}
    </div>
  );
}

/** What may scroll can be reached, and scrolled, with the keyboard. */
const scrolling = (name: string) => ({ tabIndex: 0, role: 'group' as const, 'aria-label': name });

function Body({ body, what }: { body: string; what: string }) {
  const [all, setAll] = useState(false);
  const pretty = useMemo(() => prettyJson(body), [body]);
  const shown = firstLines(pretty, all ? SHOWN_ALL : SHOWN);
  const cut = shown.length < pretty.length;
  const length = pretty.length.toLocaleString('en-US');
  return (
    <div class="wb-json">
      <CopyButton text={() => pretty} what={what} all={cut} />
      <pre {...scrolling(what)}>
        {jsonTokens(shown).map(({ kind, text }) =>
          kind === 'plain' ? text : <span class={`json-${kind}`}>{text}</span>,
        )}
        {cut && '…'}
      </pre>
      {cut && !all && (
        <button type="button" class="wb-link" onClick={() => setAll(true)}>
          Show all {length} characters
        </button>
      )}
      {cut && all && (
        <p>
          {shown.length.toLocaleString('en-US')} of {length} characters are shown. Copy all takes the whole.
        </p>
      )}
    </div>
  );
}
