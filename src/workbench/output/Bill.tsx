import { FREE_TIER, PRICES, partsOf } from '../../lab/bill.ts';
import type { Report } from '../../lab/run.ts';
import { exactMoney, money } from '../figures.ts';

const MILLION = 1_000_000;

/** What this run cost, how that is reckoned, and what a million like it would cost. */
export default function Bill({ report }: { report: Report }) {
  const { billedDurationMs, memorySizeMB, initDurationMs, restoreDurationMs } = report;
  const { gbSeconds, durationUsd, requestUsd } = partsOf(billedDurationMs, memorySizeMB);
  const rows = [
    {
      name: 'Duration',
      how: `${memorySizeMB} MB for ${billedDurationMs} ms is ${gbSeconds.toPrecision(3)} GB-s, at ${exactMoney(PRICES.perGbSecondUsd.x86_64, 6)} each`,
      usd: durationUsd,
    },
    { name: 'Request', how: `${money(PRICES.perRequestUsd * MILLION)} a million`, usd: requestUsd },
  ];
  const total = durationUsd + requestUsd;
  return (
    <div class="wb-bill">
      <table aria-label="Bill">
        <thead>
          <tr>
            <th scope="col">
              <span class="wb-bill-hidden">Item</span>
            </th>
            <th scope="col">This run</th>
            <th scope="col">A month at 1 M</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, how, usd }) => (
            <tr key={name}>
              <th scope="row">
                {name} <span>{how}</span>
              </th>
              <td>{exactMoney(usd)}</td>
              <td>{money(usd * MILLION)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td>{exactMoney(total)}</td>
            <td>{money(total * MILLION)}</td>
          </tr>
        </tfoot>
      </table>
      {(initDurationMs ?? restoreDurationMs) !== undefined && (
        <p>
          This was a cold start: {initDurationMs === undefined ? 'a part of the restore' : 'init'} is billed
          too. In a month few are; run again for what a warm start costs.
        </p>
      )}
      <p>
        Time and memory are modelled, not measured: the same code gives the same figures on every machine.
        Prices are example prices for {PRICES.region}, x86, as of {PRICES.asOf}; AWS’s own price list is what
        counts. The month is this invocation a million times. The free tier (
        {FREE_TIER.requests.toLocaleString('en-US')} requests and{' '}
        {FREE_TIER.gbSeconds.toLocaleString('en-US')} GB-s a month) is not counted.
      </p>
    </div>
  );
}
