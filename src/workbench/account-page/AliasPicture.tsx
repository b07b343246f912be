import type { Route } from './alias-routes.ts';

const HEIGHT = 44;
const SIZE = { width: 340, from: 96, to: 196, box: 32 };

/** An alias and the versions to which it sends invocations; the stronger a line, the larger the share. */
export function AliasPicture({ name, routes }: { name: string; routes: readonly Route[] }) {
  const height = routes.length * HEIGHT;
  const middle = height / 2;
  return (
    <svg
      class="ap-alias"
      viewBox={`0 0 ${SIZE.width} ${height}`}
      width={SIZE.width}
      height={height}
      aria-hidden="true"
    >
      <rect x="1" y={middle - SIZE.box / 2} width={SIZE.from - 1} height={SIZE.box} rx="4" />
      <text x={SIZE.from / 2} y={middle} class="ap-alias-name">
        {name.length > 11 ? `${name.slice(0, 10)}…` : name}
      </text>
      {routes.map(({ version, percent }, at) => {
        const y = HEIGHT * (at + 0.5);
        const bend = (SIZE.from + SIZE.to) / 2;
        return (
          <g key={version}>
            <path
              d={`M${SIZE.from} ${middle} C${bend} ${middle} ${bend} ${y} ${SIZE.to} ${y}`}
              stroke-width={1 + percent / 14}
            />
            <rect
              x={SIZE.to}
              y={y - SIZE.box / 2}
              width={SIZE.width - SIZE.to - 1}
              height={SIZE.box}
              rx="4"
            />
            <text x={SIZE.to + 12} y={y} class="ap-alias-version">
              {version === '$LATEST' ? version : `Version ${version}`}
            </text>
            <text x={SIZE.width - 12} y={y} class="ap-alias-share">
              {percent}%
            </text>
          </g>
        );
      })}
    </svg>
  );
}
