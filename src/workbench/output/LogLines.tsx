import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { shorten } from '../excerpt.ts';
import type { LogsProps } from './Logs.tsx';
import { type Found, keyword, rangesOf, withBreaks } from './log-view.ts';

const LONGEST_LINE = 4000;

interface Props extends Pick<LogsProps, 'target' | 'onMoment'> {
  found: readonly Found[];
}

/** The lines themselves; of a long log the parts that matter, and buttons for the rest. */
export function LogLines({ found, target, onMoment }: Props) {
  const [opened, setOpened] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const show = (at: number | undefined) => {
    const line = list.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    line?.scrollIntoView({ block: 'center' });
    line?.focus();
  };
  useLayoutEffect(() => setOpened(undefined), [found]);
  useLayoutEffect(() => {
    if (target) show(target.line);
  }, [target]);
  useLayoutEffect(() => {
    if (opened !== undefined) show(found[opened]?.at);
  }, [opened]);
  const digits = Math.max(...found.map(({ line }) => line.atMs ?? 0)).toFixed(2).length;

  // The same element again is not compared again: typing must not pay for a long log.
  return useMemo(
    () => (
      <ol ref={list} aria-label="Log lines" style={{ '--at': `${digits}ch` }}>
        {rangesOf(found.length, opened ?? target?.line).map(({ from, to, shown }) =>
          shown ? (
            found
              .slice(from, to)
              .map(({ at, line }) => (
                <Line key={at} found={{ at, line }} here={at === target?.line} onMoment={onMoment} />
              ))
          ) : (
            <li class="wb-line wb-gap" key={`gap ${from}`}>
              … {(to - from).toLocaleString('en-US')} lines not shown; copying takes them too.{' '}
              <button type="button" class="wb-link" onClick={() => setOpened(from)}>
                Show the next
              </button>
            </li>
          ),
        )}
      </ol>
    ),
    [found, opened, target, onMoment, digits],
  );
}

interface LineProps {
  found: Found;
  here: boolean;
  onMoment: LogsProps['onMoment'];
}

function Line({ found: { at, line }, here, onMoment }: LineProps) {
  const [word, rest] = keyword({ ...line, text: shorten(withBreaks(line.text), LONGEST_LINE) });
  const time = line.atMs?.toFixed(2);
  return (
    <li class="wb-line" data-kind={line.kind} data-at={at} tabIndex={-1} aria-current={here || undefined}>
      {time !== undefined &&
        (onMoment ? (
          <button
            type="button"
            class="wb-at"
            title="Show this moment on the timeline"
            aria-label={`${time} ms: show on the timeline`}
            onClick={() => onMoment(at)}
          >
            {time}
          </button>
        ) : (
          <span class="wb-at">{time}</span>
        ))}
      <span class="wb-text">
        {word && <b>{word}</b>}
        {rest}
      </span>
    </li>
  );
}
