import { useEffect, useState } from 'preact/hooks';
import type { Lab } from '../lab/lab.ts';
import { LONGEST_LINK, shareFragment } from '../lab/shared-work.ts';
import type { Work } from '../lab/work.ts';
import { CopyButton } from './CopyButton.tsx';
import { DialogFrame } from './DialogFrame.tsx';

interface Props {
  lab: Lab;
  work: Work;
  onClose(): void;
}

const SITE = import.meta.env.BASE_URL.replace(/\/?$/, '/');
const count = (characters: number) => characters.toLocaleString('en-US');

/** Makes a link that carries files and event in itself. */
export function ShareDialog({ lab, work, onClose }: Props) {
  const [link, setLink] = useState<string>();
  useEffect(() => {
    let gone = false;
    shareFragment(lab.id, work).then((fragment) => {
      if (!gone) setLink(`${location.origin}${SITE}labs/${lab.slug}/${fragment}`);
    });
    return () => {
      gone = true;
    };
  }, [lab, work]);
  return (
    <DialogFrame title="Share a copy" onClose={onClose}>
      {link && (link.length > LONGEST_LINK ? <TooLong length={link.length} /> : <Link link={link} />)}
    </DialogFrame>
  );
}

function Link({ link }: { link: string }) {
  return (
    <>
      <p>
        The link holds your files and the chosen event. Whoever opens it gets a copy that does not run by
        itself; later changes of yours do not reach it.
      </p>
      <div class="wb-link-row">
        <input
          type="text"
          readOnly
          value={link}
          aria-label="Link to this copy"
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyButton text={() => link} what="the link" />
      </div>
      <p class="wb-dialog-note">
        {count(link.length)} of {count(LONGEST_LINK)} characters. Nothing is uploaded: the work is in the link
        itself.
      </p>
    </>
  );
}

function TooLong({ length }: { length: number }) {
  return (
    <p>
      This work would make a link of {count(length)} characters. Links of more than {count(LONGEST_LINK)} are
      cut by mail programs and chats. Take out what the others need not see, or send them the files.
    </p>
  );
}
