import { useState } from 'preact/hooks';
import { type Answer, invokeFunction } from '../../lab/invocation.ts';
import { prettyJson } from '../json-view.ts';
import { FailureNote } from './FailureNote.tsx';
import type { FunctionOverview } from './overview.ts';
import { SelectField } from './SelectField.tsx';
import { TextField } from './TextField.tsx';
import type { OpenAccount } from './use-account.ts';
import { useChange } from './use-change.ts';

interface Props {
  account: OpenAccount;
  shown: FunctionOverview;
}

/** Invoke, with an event and a qualifier; what comes back, and the end of the log. */
export function TestFunction({ account, shown: { name, versions, aliases } }: Props) {
  const { failure, change } = useChange(account);
  const [event, setEvent] = useState('{\n  "name": "Ada"\n}');
  const [qualifier, setQualifier] = useState('$LATEST');
  const [answer, setAnswer] = useState<Answer>();

  const invoke = async (submitted: Event) => {
    submitted.preventDefault();
    let answered: Answer | undefined;
    const done = await change(`Invoked ${name}:${qualifier}.`, async () => {
      answered = await invokeFunction(account.client, name, event, qualifier);
    });
    setAnswer(done ? answered : undefined);
  };

  return (
    <>
      <form class="ap-form" noValidate onSubmit={invoke}>
        <div class="ap-fields">
          <SelectField
            label="Qualifier"
            value={qualifier}
            options={[
              ...versions.map(({ Version = '' }) => ({
                value: Version,
                label: Version === '$LATEST' ? Version : `Version ${Version}`,
              })),
              ...aliases.map(({ Name = '' }) => ({ value: Name, label: `Alias ${Name}` })),
            ]}
            onChange={setQualifier}
          />
        </div>
        <TextField label="Event JSON" rows={5} value={event} onInput={setEvent} />
        <FailureNote failure={failure} />
        <div class="ap-actions">
          <button type="submit" class="wb-button wb-run" aria-disabled={account.busy}>
            Invoke
          </button>
        </div>
      </form>
      {answer && (
        <section aria-label="Answer">
          <h4>
            {answer.failed ? 'FunctionError' : 'Returned'} by version {answer.version}
          </h4>
          <pre class="ap-text">{prettyJson(answer.payload)}</pre>
          <h4>The end of the log</h4>
          <pre class="ap-text">{answer.tail}</pre>
        </section>
      )}
    </>
  );
}
