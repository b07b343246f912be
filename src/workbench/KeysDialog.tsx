import { onMac } from './chords.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { keyRows } from './key-names.ts';

interface Props {
  compact: boolean;
  onClose(): void;
}

/** The keys of a lab, under the names they have on this machine. */
export function KeysDialog({ compact, onClose }: Props) {
  return (
    <DialogFrame title="Keys" onClose={onClose}>
      <dl class="wb-keys">
        {keyRows(onMac(), compact).map(({ does, keys }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p class="wb-dialog-note">
        They work while the focus is in the lab, in the editor too; “?” works outside text.
      </p>
    </DialogFrame>
  );
}
