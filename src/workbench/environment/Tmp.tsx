import type { TmpListing } from '../../cloud/environment/tmp-listing.ts';
import { Storage } from './Storage.tsx';
import { bytesInWords } from './words.ts';

const LIVES = 'The files of /tmp live as long as the environment.';

export function Tmp({ tmp: { entries, more, used, capacity } }: { tmp: TmpListing }) {
  if (entries.length === 0)
    return (
      <p>
        None; there is room for {bytesInWords(capacity)}. {LIVES}
      </p>
    );
  return (
    <>
      <Storage
        used={used}
        of={capacity}
        text={`${bytesInWords(used)} of ${bytesInWords(capacity)}`}
        note={`in whole blocks. ${LIVES}`}
      />
      <dl>
        {entries.map(({ path, kind, size }) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>{kind === 'file' ? bytesInWords(size) : kind}</dd>
          </div>
        ))}
      </dl>
      {more > 0 && <p>{more.toLocaleString('en-US')} more are not shown.</p>}
    </>
  );
}
