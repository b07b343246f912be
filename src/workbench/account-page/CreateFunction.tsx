import { CreateFunctionCommand, type Runtime } from '@aws-sdk/client-lambda';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { zipOf } from '../../lab/zip.ts';
import { FailureNote } from './FailureNote.tsx';
import { SelectField } from './SelectField.tsx';
import { STARTER_RUNTIMES, STARTERS, type StarterRuntime } from './starters.ts';
import { TextField } from './TextField.tsx';
import type { OpenAccount } from './use-account.ts';
import { useChange } from './use-change.ts';

interface Props {
  account: OpenAccount;
  onCreated(name: string): void;
  onCancel(): void;
}

/** The form for CreateFunction. What it accepts is for Lambda to say. */
export function CreateFunction({ account, onCreated, onCancel }: Props) {
  const { failure, change } = useChange(account);
  const [name, setName] = useState('my-function');
  const [runtime, setRuntime] = useState<StarterRuntime>('nodejs24.x');
  const [code, setCode] = useState<string>();
  const [handler, setHandler] = useState<string>();
  const [memorySize, setMemorySize] = useState('128');
  const [timeout, setTimeout] = useState('3');
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const starter = STARTERS[runtime];
  const file = { path: starter.path, text: code ?? starter.code };

  const create = async (event: Event) => {
    event.preventDefault();
    const created = await change(`Created ${name}.`, async () => {
      await account.client.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Runtime: runtime as Runtime,
          Handler: handler ?? starter.handler,
          Role: account.roleArn,
          MemorySize: Number(memorySize),
          Timeout: Number(timeout),
          Code: { ZipFile: zipOf([file]) },
        }),
      );
      account.sources.set(name, file);
    });
    if (created) onCreated(name);
  };

  return (
    <form class="ap-form" noValidate onSubmit={create}>
      <h3>Create function</h3>
      <div class="ap-fields">
        <TextField label="Function name" value={name} onInput={setName} field={first} />
        <SelectField
          label="Runtime"
          value={runtime}
          options={STARTER_RUNTIMES.map((value) => ({
            value,
            label: STARTERS[value].label,
            disabled: value === 'python3.14' && !account.hasPython,
          }))}
          onChange={(value) => {
            setRuntime(value as StarterRuntime);
            setCode(undefined);
            setHandler(undefined);
          }}
        />
        <TextField label="Handler" value={handler ?? starter.handler} onInput={setHandler} />
        <TextField label="Memory (MB)" type="number" value={memorySize} onInput={setMemorySize} />
        <TextField label="Timeout (seconds)" type="number" value={timeout} onInput={setTimeout} />
      </div>
      <TextField label={file.path} rows={8} value={file.text} onInput={setCode} />
      <FailureNote failure={failure} />
      <div class="ap-actions">
        <button type="submit" class="wb-button wb-run" aria-disabled={account.busy}>
          Create function
        </button>
        <button type="button" class="wb-button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
