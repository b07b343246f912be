import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { shorten } from './excerpt.ts';
import { keyword, withBreaks } from './output/log-view.ts';
import type { Pause, Run } from './runs.ts';
import { type Drawing, EDGE } from './timeline.ts';
import type { Moment } from './timeline-axis.ts';
import {
  doingsAt,
  linesAt,
  momentInWords,
  runFrom,
  stepFrom,
  stopsOf,
  whenInWords,
} from './timeline-moments.ts';
import { environmentsOf } from './timeline-words.ts';

interface ScrubberProps {
  runs: readonly Run[];
  after?: Pause | undefined;
  drawing: Drawing;
  moment: Moment;
  onMoment(moment: Moment): void;
  /** A new object takes the focus here. */
  asked: object | undefined;
}

/** As wide as the style sheet makes the thumb, px. */
const THUMB = 24;

/** Moves along the time axis: to any moment with the pointer, to the next that matters with the arrow keys. */
export function Scrubber({ runs, after, drawing, moment, onMoment, asked }: ScrubberProps) {
  const stops = useMemo(() => stopsOf(runs), [runs]);
  const slider = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (asked) slider.current?.focus({ preventScroll: true });
  }, [asked]);
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => Moment | undefined> = {
      ArrowRight: () => stepFrom(stops, moment, true),
      ArrowUp: () => stepFrom(stops, moment, true),
      ArrowLeft: () => stepFrom(stops, moment, false),
      ArrowDown: () => stepFrom(stops, moment, false),
      PageUp: () => runFrom(runs, moment, true),
      PageDown: () => runFrom(runs, moment, false),
      Home: () => stops[0],
      End: () => stops.at(-1),
    };
    const next = keys[event.key]?.();
    if (!next) return;
    event.preventDefault();
    onMoment(next);
  };
  return (
    <input
      ref={slider}
      class="wb-scrubber"
      type="range"
      aria-label="Moment"
      aria-valuetext={momentInWords(runs, moment, after)}
      min={EDGE}
      max={drawing.width - EDGE}
      step="any"
      value={drawing.xOf(moment)}
      style={{
        top: `${drawing.axisY - THUMB / 2}px`,
        left: `${EDGE - THUMB / 2}px`,
        width: `${drawing.width - 2 * EDGE + THUMB}px`,
      }}
      onKeyDown={onKeyDown}
      onInput={({ currentTarget }) => onMoment(drawing.momentAt(Number(currentTarget.value)))}
    />
  );
}

interface ReadoutProps {
  runs: readonly Run[];
  after?: Pause | undefined;
  moment: Moment;
  onLine(run: number, line: number): void;
}

const LINES = 4;

/** The message of a line: the runtime puts the time and the request's id before it. */
const inShort = (text: string) =>
  withBreaks(text)
    .replace(/^\S+Z\t[0-9a-f-]{36}\t/, '')
    .replace(/\s+/g, ' ');

/** The chosen moment in words: when, what each environment does, and what was written then. */
export function Readout({ runs, after, moment, onLine }: ReadoutProps) {
  const doings = doingsAt(runs, moment, after);
  const lines = linesAt(runs, moment);
  const several = new Set(runs.flatMap(environmentsOf)).size > 1;
  return (
    <div class="wb-moment">
      <p class="wb-moment-when">
        <span>{whenInWords(moment)}</span>
        {doings.map(({ environment, phase, part, name }) => (
          <span key={environment} data-phase={phase} data-part={part}>
            {several && `Environment ${environment}: `}
            {name}
          </span>
        ))}
      </p>
      {[...new Set(doings.map(({ meaning }) => meaning))].slice(0, 2).map((meaning) => (
        <p key={meaning}>{meaning}</p>
      ))}
      {lines.length > 0 && (
        <ul aria-label="Written at this moment">
          {lines.slice(0, LINES).map(({ at, line }) => {
            const [word, rest] = keyword({ ...line, text: shorten(inShort(line.text), 120) });
            return (
              <li key={at}>
                <button
                  type="button"
                  class="wb-link"
                  title="Show this line in the log"
                  onClick={() => onLine(moment.run, at)}
                >
                  {word && <b>{word}</b>}
                  {rest}
                </button>
              </li>
            );
          })}
          {lines.length > LINES && <li>and {lines.length - LINES} more</li>}
        </ul>
      )}
    </div>
  );
}
