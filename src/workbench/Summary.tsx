import { PRICES } from '../lab/bill.ts';
import type { RunOutcome } from '../lab/run.ts';
import { milliseconds, money, wholeMilliseconds } from './figures.ts';

const WHERE_FROM =
  `Time and memory are modelled, not measured: the same code gives the same figures on every machine. ` +
  `Prices are example prices for us-east-1, x86, before the free tier, as of ${PRICES.asOf}; ` +
  `the month is this invocation a million times.`;

type Ran = Exclude<RunOutcome, { kind: 'refused' }>;

/** An initialization that failed or was suppressed has no Init Duration either, so that alone does not make a start warm. */
const isWarm = ({ kind, report, log }: Ran) =>
  kind === 'returned' &&
  report.initDurationMs === undefined &&
  !log.some(({ text }) => text.startsWith('INIT_'));

export function Summary({ outcome }: { outcome: Ran }) {
  const { report, bill } = outcome;
  const { durationMs, billedDurationMs, initDurationMs, maxMemoryUsedMB, memorySizeMB } = report;
  return (
    <details class="wb-summary">
      <summary title="Modelled figures. Press for where they come from.">
        <span class="wb-dotted">
          <span>{milliseconds(durationMs)}</span>
          <span>billed {wholeMilliseconds(billedDurationMs)}</span>
          {initDurationMs !== undefined && <span>init {wholeMilliseconds(initDurationMs)} (cold start)</span>}
          {isWarm(outcome) && <span>warm start</span>}
          <span>
            {maxMemoryUsedMB} of {memorySizeMB} MB
          </span>
          <span>{money(bill.usdPerMillion)} a month at 1 M</span>
        </span>
      </summary>
      <p>{WHERE_FROM}</p>
    </details>
  );
}
