import { dollars, type MemoryPoint } from './price.ts';

interface Props {
  points: readonly MemoryPoint[];
  chosenMB: number;
}

/** Letters are up to twice as large as in the text, where the drawing is small: the style sheet sets them. */
const WIDTH = 480;
const HEIGHT = 190;
const TOP = 34;
const BOTTOM = HEIGHT - 46;
const RIGHT = 8;

/** A round number that is at least `usd`. */
function roundUp(usd: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(usd, 0.01)));
  return power * [1, 2, 4, 5, 10].find((step) => step * power >= usd)!;
}

/** Beyond it, one thread gets no faster and the price alone goes on rising: it is drawn only where it was chosen. */
const END_MB = 3_008;

/** What a month costs over memory, on a scale on which it doubles. */
export function MemoryPlot({ points: all, chosenMB }: Props) {
  const points = all.filter(({ memoryMB }) => memoryMB <= Math.max(END_MB, chosenMB));
  const top = roundUp(Math.max(...points.map(({ usd }) => usd)));
  const left = 12 + 10 * dollars(top).length;
  const [first, last] = [points[0]!.memoryMB, points.at(-1)!.memoryMB];
  const x = (memoryMB: number) =>
    Math.round(left + ((WIDTH - left - RIGHT) * Math.log2(memoryMB / first)) / Math.log2(last / first));
  const y = (usd: number) => Math.round(BOTTOM - ((BOTTOM - TOP) * usd) / top);
  const chosen = points.find(({ memoryMB }) => memoryMB === chosenMB)!;
  const atLeft = x(chosenMB) > WIDTH / 2;
  const ticks = [128, 512, 1_769, ...(last > END_MB ? [last] : [])];
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {[0, top].map((usd) => (
        <g key={usd}>
          <line class="grid" x1={left} x2={WIDTH - RIGHT} y1={y(usd)} y2={y(usd)} />
          <text x={left - 8} y={y(usd) + 5} text-anchor="end">
            {usd === 0 ? '$0' : dollars(usd)}
          </text>
        </g>
      ))}
      {ticks.map((memoryMB) => (
        <text
          key={memoryMB}
          x={x(memoryMB)}
          y={BOTTOM + 20}
          text-anchor={memoryMB === last ? 'end' : 'middle'}
        >
          {memoryMB.toLocaleString('en-US')}
        </text>
      ))}
      <text x={Math.round((left + WIDTH - RIGHT) / 2)} y={HEIGHT - 4} text-anchor="middle">
        MB
      </text>
      <path
        class="curve"
        d={points.map(({ memoryMB, usd }, at) => `${at ? 'L' : 'M'}${x(memoryMB)} ${y(usd)}`).join('')}
      />
      {points.map(({ memoryMB, usd }) => (
        <circle key={memoryMB} class="point" cx={x(memoryMB)} cy={y(usd)} r="3" />
      ))}
      <circle class="chosen" cx={x(chosenMB)} cy={y(chosen.usd)} r="6" />
      <text
        class="label"
        x={x(chosenMB) + (atLeft ? -6 : 6)}
        y={y(chosen.usd) - 12}
        text-anchor={atLeft ? 'end' : 'start'}
      >
        {dollars(chosen.usd)}
      </text>
    </svg>
  );
}
