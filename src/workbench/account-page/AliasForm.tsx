import { CreateAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { useState } from 'preact/hooks';
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

const NONE = '';

/** CreateAlias, or UpdateAlias for a name that there is. */
export function AliasForm({ account, shown: { name: FunctionName, versions, aliases } }: Props) {
  const { failure, change } = useChange(account);
  const [alias, setAlias] = useState('live');
  const [version, setVersion] = useState('$LATEST');
  const [further, setFurther] = useState(NONE);
  const [percent, setPercent] = useState('10');
  const exists = aliases.some(({ Name }) => Name === alias);
  const options = versions.map(({ Version = '' }) => ({ value: Version, label: Version }));

  const save = (event: Event) => {
    event.preventDefault();
    const input = {
      FunctionName,
      Name: alias,
      FunctionVersion: version,
      RoutingConfig: {
        AdditionalVersionWeights: further === NONE ? {} : { [further]: Number(percent) / 100 },
      },
    };
    void change(`${exists ? 'Updated' : 'Created'} the alias ${alias}.`, async () => {
      await (exists
        ? account.client.send(new UpdateAliasCommand(input))
        : account.client.send(new CreateAliasCommand(input)));
    });
  };

  return (
    <form class="ap-form" noValidate onSubmit={save}>
      <h4>{exists ? 'Update alias' : 'Create alias'}</h4>
      <div class="ap-fields">
        <TextField label="Alias name" value={alias} onInput={setAlias} />
        <SelectField label="Version" value={version} options={options} onChange={setVersion} />
        <SelectField
          label="Additional version"
          value={further}
          options={[{ value: NONE, label: 'none' }, ...options]}
          onChange={setFurther}
        />
        {further !== NONE && (
          <TextField label="Its weight (%)" type="number" value={percent} onInput={setPercent} />
        )}
      </div>
      <FailureNote failure={failure} />
      <div class="ap-actions">
        <button type="submit" class="wb-button" aria-disabled={account.busy}>
          {exists ? 'Update alias' : 'Create alias'}
        </button>
      </div>
    </form>
  );
}
