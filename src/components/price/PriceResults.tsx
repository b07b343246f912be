import { MemoryPlot } from './MemoryPlot.tsx';
import { dollars, type Month, overMemory, priceOf } from './price.ts';

const grouped = (amount: number) => amount.toLocaleString('en-US');

/** The bill of a month, and how it changes with memory. */
export function PriceResults({ month }: { month: Month }) {
  const { lines, usd } = priceOf(month);
  const points = overMemory(month);
  const { architecture, memoryMB, requests, durationMs, cold } = month;
  return (
    <>
      <p class="price-total" role="status">
        <strong>{dollars(usd)} a month</strong> for {grouped(requests)} requests of {grouped(durationMs)} ms
        with {grouped(memoryMB)} MB on {architecture}, {grouped(Math.round(cold * 1_000) / 10)} % of them cold
      </p>
      <table aria-label="The bill of a month">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Amount</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, how, usd }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{how}</td>
              <td>{dollars(usd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="price-plot-name">The same month with more memory, or with less</p>
      <MemoryPlot points={points} chosenMB={memoryMB} />
      <details>
        <summary>The plot as a table</summary>
        <table aria-label="A month over memory">
          <thead>
            <tr>
              <th scope="col">Memory</th>
              <th scope="col">A request</th>
              <th scope="col">A month</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.memoryMB}>
                <th scope="row">{grouped(point.memoryMB)} MB</th>
                <td>{grouped(Math.ceil(point.durationMs))} ms</td>
                <td>{dollars(point.usd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
