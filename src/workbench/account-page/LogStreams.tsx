import type { LogStream } from './log-streams.ts';
import { timeInWords } from './words.ts';

/** What functions wrote since the account was opened, by log group and stream, as CloudWatch Logs has it. */
export function LogStreams({ streams }: { streams: readonly LogStream[] }) {
  if (streams.length === 0)
    return (
      <p class="wb-empty">
        Nothing was logged since the account was opened. Invoke a function: each of its environments writes a
        log stream.
      </p>
    );
  const groups = [...new Set(streams.map(({ group }) => group))];
  return (
    <>
      {groups.map((group) => (
        <section key={group} class="ap-log-group">
          <h4>
            Log group <code>{group}</code>
          </h4>
          {streams
            .filter((stream) => stream.group === group)
            .map((stream, at) => (
              <Stream key={stream.name} stream={stream} open={at === 0} />
            ))}
        </section>
      ))}
    </>
  );
}

const Stream = ({ stream: { name, lines }, open }: { stream: LogStream; open: boolean }) => (
  <details class="ap-stream" open={open}>
    <summary>
      <code>{name}</code> <span>{lines.length === 1 ? '1 event' : `${lines.length} events`}</span>
    </summary>
    <ol aria-label={`Events of ${name}`}>
      {lines.map(({ at, text }, index) => (
        <li key={index}>
          <time>{timeInWords(at)}</time>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  </details>
);
