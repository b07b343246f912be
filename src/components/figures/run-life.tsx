import { hydrate } from 'preact';
import { LiveTimeline } from '../../workbench/life/LiveTimeline.tsx';
import { LIVES } from './lives.ts';

/** Brings the timeline of a figure to life, and runs it. */
export function runLife(figure: HTMLElement) {
  const name = figure.dataset.life!;
  hydrate(<LiveTimeline base={name} life={LIVES[name]!} />, figure.querySelector('.life-live')!);
  figure.querySelector<HTMLButtonElement>('.wb-run')!.click();
}
