import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { useState } from 'preact/hooks';
import { zipOf } from '../../lab/zip.ts';
import { FailureNote } from './FailureNote.tsx';
import type { FunctionOverview } from './overview.ts';
import { STARTERS, type StarterRuntime } from './starters.ts';
import { TextField } from './TextField.tsx';
import type { OpenAccount } from './use-account.ts';
import { useChange } from './use-change.ts';

interface Props {
  account: OpenAccount;
  shown: FunctionOverview;
}

/** UpdateFunctionCode with a package of one file. */
export function Code({ account, shown: { name, configuration } }: Props) {
  const { failure, change } = useChange(account);
  const known = account.sources.get(name);
  const starter = STARTERS[configuration.Runtime as StarterRuntime] ?? STARTERS['nodejs24.x'];
  const path = known?.path ?? starter.path;
  const [text, setText] = useState(known?.text ?? starter.code);

  const deploy = (event: Event) => {
    event.preventDefault();
    void change(`Deployed the code of ${name}.`, async () => {
      const file = { path, text };
      await account.client.send(
        new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zipOf([file]) }),
      );
      account.sources.set(name, file);
    });
  };

  return (
    <form class="ap-form" noValidate onSubmit={deploy}>
      {!known && (
        <p class="wb-empty">
          The API gives no text of a deployed package, only where to fetch it. What you deploy here takes its
          place.
        </p>
      )}
      <TextField label={path} rows={12} value={text} onInput={setText} />
      <FailureNote failure={failure} />
      <div class="ap-actions">
        <button type="submit" class="wb-button wb-run" aria-disabled={account.busy}>
          Deploy
        </button>
      </div>
    </form>
  );
}
