import { useState } from 'preact/hooks';
import type { Report, RunOutcome } from '../../lab/run.ts';
import { milliseconds, money, wholeMilliseconds } from '../figures.ts';
import { lazily } from '../use-lazy.ts';
import cssUrl from './bill.css?url';

const useBill = lazily(() => import('./Bill.tsx'), cssUrl);

/** The figures of a run, which open into the bill. */
type Ran = Exclude<RunOutcome, { kind: 'refused' }>;
type Reported = Ran & { report: Report };

/** An initialization that failed or was suppressed has no Init Duration either, so that alone does not make a start warm. */
const isWarm = ({ kind, report, log, phases }: Reported) =>
  kind === 'returned' &&
  (report.initDurationMs ?? report.restoreDurationMs) === undefined &&
  phases.every(({ phase }) => phase === 'invoke') &&
  !log.some(({ text }) => /^INIT_|"type":"platform\.init/.test(text));

const isReported = (outcome: Ran): outcome is Reported => outcome.report !== undefined;

export function Summary({ outcome, which }: { outcome: Ran; which?: string | undefined }) {
  return isReported(outcome) ? (
    <Figures outcome={outcome} which={which} />
  ) : (
    <p class="wb-empty">
      No figures: this function’s system log level leaves out the platform.report event that carries them.
    </p>
  );
}

function Figures({ outcome, which }: { outcome: Reported; which?: string | undefined }) {
  const { report } = outcome;
  const [open, setOpen] = useState(false);
  const bill = useBill(open);
  const { durationMs, billedDurationMs, initDurationMs, restoreDurationMs, maxMemoryUsedMB, memorySizeMB } =
    report;
  return (
    <details class="wb-summary" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary title="Modelled figures. Press for the bill, and where they come from.">
        <span class="wb-dotted">
          {which && <span>{which}</span>}
          <span>{milliseconds(durationMs)}</span>
          <span>billed {wholeMilliseconds(billedDurationMs)}</span>
          {initDurationMs !== undefined && <span>init {wholeMilliseconds(initDurationMs)} (cold start)</span>}
          {restoreDurationMs !== undefined && (
            <span>restore {wholeMilliseconds(restoreDurationMs)} (cold start)</span>
          )}
          {isWarm(outcome) && <span>warm start</span>}
          <span>
            {maxMemoryUsedMB} of {memorySizeMB} MB
          </span>
          {outcome.bill && <span>{money(outcome.bill.usdPerMillion)} a month at 1 M</span>}
        </span>
      </summary>
      {open && bill && bill !== 'failed' && <bill.default report={report} />}
      {open && bill === 'failed' && <p>The bill could not be loaded. Close it and open it again.</p>}
    </details>
  );
}
