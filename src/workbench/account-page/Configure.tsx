import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { useState } from 'preact/hooks';
import { FailureNote } from './FailureNote.tsx';
import type { FunctionOverview } from './overview.ts';
import { TextField } from './TextField.tsx';
import type { OpenAccount } from './use-account.ts';
import { useChange } from './use-change.ts';
import { variablesOf, variablesText } from './variables.ts';

interface Props {
  account: OpenAccount;
  shown: FunctionOverview;
}

/** UpdateFunctionConfiguration, of what is most often changed. */
export function Configure({ account, shown: { name, configuration } }: Props) {
  const { failure, change } = useChange(account);
  const [handler, setHandler] = useState(configuration.Handler ?? '');
  const [memorySize, setMemorySize] = useState(String(configuration.MemorySize));
  const [timeout, setTimeout] = useState(String(configuration.Timeout));
  const [variables, setVariables] = useState(variablesText(configuration.Environment?.Variables));

  const update = (event: Event) => {
    event.preventDefault();
    void change(`Changed the configuration of ${name}.`, () =>
      account.client.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: name,
          Handler: handler,
          MemorySize: Number(memorySize),
          Timeout: Number(timeout),
          Environment: { Variables: variablesOf(variables) },
        }),
      ),
    );
  };

  return (
    <form class="ap-form" noValidate onSubmit={update}>
      <h4>Change the configuration</h4>
      <div class="ap-fields">
        <TextField label="Handler" value={handler} onInput={setHandler} />
        <TextField label="Memory (MB)" type="number" value={memorySize} onInput={setMemorySize} />
        <TextField label="Timeout (seconds)" type="number" value={timeout} onInput={setTimeout} />
      </div>
      <TextField
        label="Environment variables, one KEY=value a line"
        rows={3}
        value={variables}
        onInput={setVariables}
      />
      <FailureNote failure={failure} />
      <div class="ap-actions">
        <button type="submit" class="wb-button" aria-disabled={account.busy}>
          Save
        </button>
      </div>
    </form>
  );
}
