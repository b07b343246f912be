import { useMemo, useState } from 'preact/hooks';
import { CopyButton } from '../CopyButton.tsx';
import { firstLines } from '../excerpt.ts';
import { jsonTokens, prettyJson } from '../json-view.ts';
import { type Message, statusInWords } from './exchanges.ts';
import type { Step } from './sequence.ts';

/** Of a body, in UTF-16 units: at first, and after "Show all"; more would hold up the page. */
const SHOWN = 1_500;
const SHOWN_ALL = 100_000;

/** What a step consists of, in full. */
export function Messages({ step: { exchange, part } }: { step: Step }) {
  const { method, path, clock, request, answer } = exchange;
  return (
    <div class="wb-api-messages">
      <p class="wb-api-path">
        {method} {path}
      </p>
      {part !== 'answered' && (
        <Part title="Request" message={request} note={`${new Date(clock).toISOString()}, virtual time`} />
      )}
      {part !== 'asked' && answer && <Part title="Response" message={answer} note={statusInWords(answer)} />}
      {part === 'asked' && (
        <p>
          Lambda holds this call open until there is an event. When every process of the environment waits
          like this, the environment is frozen: nothing in it runs, and nothing is billed.
        </p>
      )}
    </div>
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
