import { hydrate } from 'preact';
import { LiveTimeline } from '../../workbench/life/LiveTimeline.tsx';
import cssUrl from '../../workbench/scrubber.css?url';
import { styleSheet } from '../../workbench/style-sheet.ts';
import { LIVES } from './lives.ts';

/** Brings the timeline of a figure to life, and runs it. */
export async function runLife(figure: HTMLElement) {
  await styleSheet(cssUrl);
  const name = figure.dataset.life!;
  hydrate(<LiveTimeline base={name} life={LIVES[name]!} />, figure.querySelector('.life-live')!);
  figure.querySelector<HTMLButtonElement>('.wb-run')!.click();
}
