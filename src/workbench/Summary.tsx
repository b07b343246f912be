import { type Bill, PRICES } from '../lab/bill.ts';
import type { Report } from '../lab/run.ts';
import { milliseconds, money, wholeMilliseconds } from './figures.ts';

const WHERE_FROM =
  `Time and memory are modelled, not measured: the same code gives the same figures on every machine. ` +
  `Prices are example prices for us-east-1, x86, before the free tier, as of ${PRICES.asOf}; ` +
  `the month is this invocation a million times.`;

export function Summary({ report, bill }: { report: Report; bill: Bill }) {
  const { durationMs, billedDurationMs, initDurationMs, maxMemoryUsedMB, memorySizeMB } = report;
  return (
    <details class="wb-summary">
      <summary title="Modelled figures. Press for where they come from.">
        <span>{milliseconds(durationMs)}</span>
        <span>billed {wholeMilliseconds(billedDurationMs)}</span>
        {initDurationMs === undefined ? (
          <span>warm start</span>
        ) : (
          <span>init {wholeMilliseconds(initDurationMs)} (cold start)</span>
        )}
        <span>
          {maxMemoryUsedMB} of {memorySizeMB} MB
        </span>
        <span>{money(bill.usdPerMillion)} a month at 1 M</span>
      </summary>
      <p>{WHERE_FROM}</p>
    </details>
  );
}
