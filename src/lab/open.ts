import type { SavedAccount } from '../cloud/account-state.ts';
import { openSandbox, type SandboxOptions } from '../sandbox/frame.ts';
import type { Fetched } from '../sandbox/python-engine.ts';
import { siteUrl } from '../site.ts';
import { accountTarget } from '../targets/account.ts';
import type { Credentials } from '../targets/credentials.ts';
import type { Place } from '../targets/places.ts';
import { type SimulatorTarget, simulatorTarget } from '../targets/simulator.ts';
import { type AccountSession, createAccountSession } from './account-session.ts';
import type { Check } from './check.ts';
import type { Lab, LabSettings } from './lab.ts';
import { isPython, needsBash } from './language.ts';
import type { Mistake } from './mistake.ts';
import type { RunOutcome } from './run.ts';
import { runScratch, scratchSession } from './scratch.ts';
import { createLabSession, type LabSession } from './session.ts';
import { NOTHING_ELSE, type StartingAccount } from './starting-account.ts';

const checkModules = import.meta.glob<{ checks: readonly Check[] }>('../../labs/*/checks.ts');

/** The account that a session goes on with, and who hears of its changes. */
export type AccountKept = Pick<SandboxOptions, 'saved' | 'onSaved' | 'onUnreadable'>;

/** A session whose account can be exchanged. */
export interface OpenedLab extends LabSession {
  /** Goes on with an account that was saved, or with an empty one. */
  load(saved: SavedAccount | undefined): Promise<void>;
}

/**
 * A session on the simulated account of this page; each lab has an account of its own.
 * @param onPython told how far Python is, which a lab in Python fetches with its first run
 */
export async function openLabSession(
  lab: Lab,
  onPython: (fetched: Fetched) => void,
  kept: AccountKept = {},
): Promise<OpenedLab> {
  const sandbox = openSandbox({
    ...kept,
    bash: needsBash(lab),
    ...(isPython(lab.runtime) && { onPython }),
    onReplaced: () => session.forget(),
  });
  const target = simulatorTarget(sandbox);
  const session = createLabSession(
    lab,
    target,
    () => loadChecks(lab.slug),
    () => loadMistakes(lab.slug),
    () => startingAccount(lab),
  );
  return {
    ...session,
    async load(saved) {
      await sandbox.load(saved);
      session.forget();
    },
  };
}

/** A session in a learner's own account. */
export const openAccountSession = (
  lab: LabSettings & { slug: string },
  place: Place,
  credentials: Credentials,
  roleArn: string,
): AccountSession =>
  createAccountSession(
    lab,
    accountTarget(place, credentials, roleArn),
    () => loadChecks(lab.slug),
    () => startingAccount(lab),
  );

const startingAccount = async (lab: LabSettings & { slug: string }) =>
  lab.account ? loadAccount(lab.slug) : NOTHING_ELSE;

async function loadChecks(slug: string): Promise<readonly Check[]> {
  const load = checkModules[`../../labs/${slug}/checks.ts`];
  if (!load) throw new Error(`The lab ${slug} has no checks.ts.`);
  return (await load()).checks;
}

/** A session for code that belongs to no lab, on an account of its own. */
export const openScratchSession = (settings: Parameters<typeof scratchSession>[1]): LabSession =>
  scratchSession(simulatorTarget(openSandbox()), settings);

let scratch: SimulatorTarget | undefined;
let functions = 0;

/** Runs code that belongs to no lab on an account of this page, as a new function that gets each event (JSON) in turn. */
export function runFresh(code: string, events: readonly string[]): Promise<RunOutcome[]> {
  scratch ??= simulatorTarget(openSandbox());
  functions += 1;
  return runScratch(scratch, `scratch-${functions}`, code, events);
}

/** The lab's common mistakes; none where they do not arrive, for the checks say enough without them. */
const loadMistakes = (slug: string): Promise<readonly Mistake[]> =>
  fetch(siteUrl(`labs/${slug}/mistakes.json`))
    .then((response) => (response.ok ? response.json() : []))
    .catch(() => []);

/** @throws TypeError as fetch does, when it does not arrive */
async function loadAccount(slug: string): Promise<StartingAccount> {
  const response = await fetch(siteUrl(`labs/${slug}/account.json`));
  if (!response.ok) throw new TypeError(`Failed to fetch: ${response.status}`);
  return response.json();
}
