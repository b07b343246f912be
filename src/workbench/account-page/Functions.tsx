import { useState } from 'preact/hooks';
import { CreateFunction } from './CreateFunction.tsx';
import { Table } from './Table.tsx';
import type { OpenAccount } from './use-account.ts';
import { sizeInWords, timeInWords } from './words.ts';

interface Props {
  account: OpenAccount;
  onChoose(name: string): void;
}

/** The functions of the account, and the way to a new one. */
export function Functions({ account, onChoose }: Props) {
  const [creating, setCreating] = useState(false);
  const functions = account.overview?.functions ?? [];
  if (creating)
    return <CreateFunction account={account} onCancel={() => setCreating(false)} onCreated={onChoose} />;
  return (
    <>
      <div class="ap-bar">
        <h3>Functions</h3>
        <button type="button" class="wb-button" onClick={() => setCreating(true)}>
          Create function
        </button>
      </div>
      {functions.length === 0 ? (
        <p class="wb-empty">There are no functions yet. Create one: it comes with code that answers.</p>
      ) : (
        <Table
          caption="Functions"
          columns={[
            'Function name',
            'Runtime',
            'Memory',
            'Timeout',
            'Code size',
            'Last modified (UTC)',
            'State',
          ]}
          rows={functions.map(
            ({
              name,
              configuration: { Runtime, MemorySize, Timeout, CodeSize = 0, LastModified, State },
            }) => ({
              key: name,
              cells: [
                <button type="button" class="wb-link" onClick={() => onChoose(name)}>
                  {name}
                </button>,
                Runtime,
                `${MemorySize} MB`,
                `${Timeout} s`,
                sizeInWords(CodeSize),
                timeInWords(LastModified),
                State,
              ],
            }),
          )}
        />
      )}
    </>
  );
}
