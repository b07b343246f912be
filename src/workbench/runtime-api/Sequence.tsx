import octagonX from 'lucide-static/icons/octagon-x.svg?raw';
import snowflake from 'lucide-static/icons/snowflake.svg?raw';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { duration, isRefused, whenInWords } from './exchanges.ts';
import type { Doing, Sequence as Drawn, Gap, Step } from './sequence.ts';
import { answerInWords, pathTail } from './step-words.ts';

interface Props {
  sequence: Drawn;
  /** Of the list, for who does not see it. */
  label: string;
  /** The step that is told in words; those after it stand back. */
  current?: number | undefined;
  /** What is in a step, when it can be opened. */
  inside?: ((step: Step) => ComponentChildren) | undefined;
  /** Whether a step is open from the start. */
  opened?: ((step: Step) => boolean) | undefined;
  /** What goes on after the last step, where it is not the end. */
  tail?: string | undefined;
}

/** Calls to the Runtime API as a sequence diagram, which is a list: the process on the left, Lambda on the right, a row for each message. */
export function Sequence({ sequence, label, current, inside, opened, tail }: Props) {
  const { parties, steps, doing } = sequence;
  return (
    <div class="wb-seq" style={{ '--lanes': parties.length }}>
      <div class="wb-seq-heads" aria-hidden="true">
        {parties.map((party, at) => (
          <p key={party} style={{ '--lane': at }}>
            <b>{party || 'Runtime'}</b> {party && 'extension'}
          </p>
        ))}
        <p class="wb-seq-lambda">
          <b>Lambda</b>
        </p>
      </div>
      <ol aria-label={label}>
        {steps.map((step, at) => (
          <li
            key={at}
            style={{ '--lane': step.party }}
            data-part={step.part}
            data-at={current === undefined || at < current ? undefined : at === current ? 'now' : 'later'}
            aria-current={at === current ? 'step' : undefined}
          >
            {step.gap && <Between gap={step.gap} doing={step.doing} parties={parties} />}
            <Row
              step={step}
              after={steps[at + 1]?.doing ?? doing}
              parties={parties}
              inside={inside}
              opened={opened}
            />
          </li>
        ))}
      </ol>
      <Between gap={sequence.tail} doing={doing} parties={parties} words={tail} />
    </div>
  );
}

interface RowProps extends Pick<Props, 'inside' | 'opened'>, Pick<Drawn, 'parties'> {
  step: Step;
  /** What each party does once this is said. */
  after: readonly Doing[];
}

function Row({ step, after, parties, inside, opened }: RowProps) {
  const { part, exchange, doing, party, ms } = step;
  const { method, path, answer } = exchange;
  const refused = isRefused(exchange);
  const who = parties.length > 1 ? parties[party] || 'Runtime' : undefined;
  const when = <span class="wb-seq-when">{whenInWords(ms)}</span>;
  const content = (
    <>
      <Lanes doing={doing} parties={parties} frozen={step.gap?.kind === 'frozen'} />
      {part !== 'answered' && (
        <span class="wb-seq-ask">
          <span>
            {who && `${who}: `}
            <b>{method}</b> <code>{pathTail(path)}</code>
          </span>{' '}
          {part === 'asked' && when}
        </span>
      )}{' '}
      {part !== 'asked' && answer && (
        <span class="wb-seq-answer" data-refused={refused}>
          <span>
            {refused && <Sign svg={octagonX} />}
            {part === 'answered' && who && `To ${who}: `}
            {answerInWords(exchange, answer)}
            {refused && ', refused'}
          </span>{' '}
          {when}
        </span>
      )}
    </>
  );
  if (!inside) return <div class="wb-seq-row">{content}</div>;
  return (
    <Opening head={content} opened={opened?.(step) ?? false}>
      {() => (
        <div class="wb-seq-inside">
          <Lanes doing={after} parties={parties} />
          {inside(step)}
        </div>
      )}
    </Opening>
  );
}

/** What is inside is made when it is first looked at. */
function Opening({
  head,
  opened,
  children,
}: {
  head: ComponentChildren;
  opened: boolean;
  children: () => ComponentChildren;
}) {
  const [open, setOpen] = useState(opened);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary class="wb-seq-row">{head}</summary>
      {open && children()}
    </details>
  );
}

const Sign = ({ svg }: { svg: string }) => (
  <span class="wb-seq-sign" dangerouslySetInnerHTML={{ __html: svg }} />
);

const GAPS: Readonly<Record<Gap['kind'], string>> = {
  init: 'init',
  'init-again': 'the process ends, another starts: init',
  frozen: 'frozen',
  held: 'held by Lambda',
  handler: 'handler runs',
  working: 'works',
  ended: 'the processes end',
};

interface BetweenProps extends Pick<Drawn, 'parties' | 'doing'> {
  gap: Gap;
  words?: string | undefined;
}

/** Time in which nothing is said. */
function Between({ gap: { kind, ms }, doing, parties, words }: BetweenProps) {
  return (
    <p class="wb-seq-gap" data-gap={kind}>
      <Lanes doing={doing} parties={parties} frozen={kind === 'frozen'} />
      {kind === 'frozen' && <Sign svg={snowflake} />}
      {words ?? (ms === undefined ? GAPS[kind] : `${GAPS[kind]} ${duration(ms)}`)}
    </p>
  );
}

/** The lifelines beside a row. */
const Lanes = ({
  doing,
  parties,
  frozen,
}: {
  doing: readonly Doing[];
  parties: Drawn['parties'];
  frozen?: boolean;
}) => (
  <>
    {doing.map((each, at) => (
      <i
        key={at}
        style={{ '--lane': at }}
        data-does={frozen ? 'frozen' : each}
        data-extension={parties[at] !== ''}
      />
    ))}
    <i class="wb-seq-lambda" />
  </>
);
