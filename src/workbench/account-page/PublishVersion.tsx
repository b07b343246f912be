import { PublishVersionCommand } from '@aws-sdk/client-lambda';
import { useState } from 'preact/hooks';
import { FailureNote } from './FailureNote.tsx';
import { TextField } from './TextField.tsx';
import type { OpenAccount } from './use-account.ts';
import { useChange } from './use-change.ts';

/** PublishVersion of what `$LATEST` is now. */
export function PublishVersion({ account, name }: { account: OpenAccount; name: string }) {
  const { failure, change } = useChange(account);
  const [description, setDescription] = useState('');
  const publish = async (event: Event) => {
    event.preventDefault();
    const published = await change(`Published $LATEST of ${name}.`, () =>
      account.client.send(new PublishVersionCommand({ FunctionName: name, Description: description })),
    );
    if (published) setDescription('');
  };
  return (
    <form class="ap-form" noValidate onSubmit={publish}>
      <h4>Publish a version</h4>
      <div class="ap-fields">
        <TextField label="Version description" value={description} onInput={setDescription} />
      </div>
      <FailureNote failure={failure} />
      <div class="ap-actions">
        <button type="submit" class="wb-button" aria-disabled={account.busy}>
          Publish $LATEST
        </button>
      </div>
    </form>
  );
}
