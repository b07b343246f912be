import { useId, useState } from 'preact/hooks';
import { workbook } from '../../../workbook.config.ts';
import type { Lab } from '../../lab/lab.ts';
import { readCredentials } from '../../targets/credentials.ts';
import { placesOf } from '../../targets/places.ts';
import { DialogFrame } from '../DialogFrame.tsx';
import type { Workbench } from '../use-workbench.ts';

interface Props {
  lab: Lab;
  workbench: Workbench;
  onClose(): void;
}

export const PLACES = placesOf(workbook.account);
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/;

/** Asks for credentials of the learner's own account, and has the lab run there. */
export function AccountDialog({ lab, workbench: { enterAccount }, onClose }: Props) {
  const form = useId();
  const [place, setPlace] = useState(PLACES[0]);
  const [pasted, setPasted] = useState('');
  const [roleArn, setRoleArn] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [connecting, setConnecting] = useState(false);

  const connect = async (event: Event) => {
    event.preventDefault();
    if (connecting || !place) return;
    const credentials = readCredentials(pasted);
    if (!credentials)
      return setTrouble(
        'No access key with its secret was found in what you pasted. Copy the whole block with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      );
    if (!ROLE_ARN.test(roleArn.trim()))
      return setTrouble('The execution role is an ARN such as arn:aws:iam::111122223333:role/workbook-lab.');
    setTrouble(undefined);
    setConnecting(true);
    try {
      const { openAccountSession } = await import('../../lab/open.ts');
      const session = openAccountSession(lab, place, credentials, roleArn.trim());
      const refused = await session.connect();
      if (refused) return setTrouble(`${refused.name}: ${refused.message}`);
      onClose();
      enterAccount(session, place.name);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setConnecting(false);
    }
  };

  return (
    <DialogFrame
      title="In your own account"
      closeLabel="Cancel"
      onClose={onClose}
      actions={
        <button type="submit" form={form} class="wb-button" aria-disabled={connecting}>
          {connecting ? 'Connecting…' : 'Connect'}
        </button>
      }
    >
      <p>
        The same lab, on AWS itself. Run and Check create one function, <code>{lab.id}</code>, and invoke it,
        which costs less than a cent. Clean up deletes it.
      </p>
      <form id={form} class="wb-account" noValidate autoComplete="off" onSubmit={connect}>
        <label>
          <span>Where</span>
          <select
            value={place?.name}
            onChange={({ currentTarget }) =>
              setPlace(PLACES.find(({ name }) => name === currentTarget.value))
            }
          >
            {PLACES.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          <span>Short-lived credentials</span>
          <textarea
            rows={4}
            value={pasted}
            spellcheck={false}
            autoComplete="off"
            placeholder={
              'export AWS_ACCESS_KEY_ID=…\nexport AWS_SECRET_ACCESS_KEY=…\nexport AWS_SESSION_TOKEN=…'
            }
            onInput={({ currentTarget }) => setPasted(currentTarget.value)}
          />
        </label>
        <label>
          <span>Execution role for the function</span>
          <input
            type="text"
            value={roleArn}
            spellcheck={false}
            autoComplete="off"
            placeholder="arn:aws:iam::111122223333:role/workbook-lab"
            onInput={({ currentTarget }) => setRoleArn(currentTarget.value)}
          />
        </label>
        {trouble && <p role="alert">{trouble}</p>}
      </form>
      <p class="wb-dialog-note">
        The credentials stay in the memory of this page: they are not stored, not sent anywhere but to the
        place above, and gone when you reload. They need <code>lambda:CreateFunction</code>,{' '}
        <code>GetFunction</code>, <code>GetFunctionConfiguration</code>, <code>UpdateFunctionCode</code>,{' '}
        <code>InvokeFunction</code>, <code>DeleteFunction</code>, <code>TagResource</code>,{' '}
        <code>ListTags</code>, <code>GetAccountSettings</code>, and <code>iam:PassRole</code> for the role.
      </p>
    </DialogFrame>
  );
}
