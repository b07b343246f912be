import { join } from 'node:path';
import type { SimulatorTarget } from '../targets/simulator.ts';
import type { CheckOutcome, CheckResult } from './check.ts';
import { inTerminal, type Script, scriptsIn } from './in-terminal.ts';
import type { SourceFile } from './lab.ts';
import { LABS, readSolution } from './read.ts';
import type { WholeLab } from './refusals.ts';
import { createLabSession } from './session.ts';
import { overlay } from './sources.ts';

/** One thing that a lab promises, and whether it is so. */
export interface Proof {
  of: string;
  holds: boolean;
  /** What was found; where it does not hold, also what to do. */
  found: string;
}

/**
 * Proves that the solution passes all checks, that the starter does not, and that each mistake fails exactly what it says.
 * Where files bring scripts, each of these alone does in the account what is to be done there.
 * @param newTarget a fresh account for each proof
 */
export async function proveLab(
  { lab, checks, mistakes, account }: WholeLab,
  newTarget: () => Promise<SimulatorTarget>,
  root = LABS,
): Promise<Proof[]> {
  const judge = async (files: readonly SourceFile[], script?: Script): Promise<Verdict> => {
    const target = await newTarget();
    const session = createLabSession(
      lab,
      target,
      async () => checks,
      async () => mistakes,
      async () => account,
    );
    let done = files;
    if (script) {
      await session.deploy(lab.starter);
      try {
        done = await inTerminal(script, files, target, lab.id);
        await target.functionReady(lab.id);
      } catch (error) {
        return { results: [], message: (error as Error).message };
      }
    }
    const verdict = await session.check(done);
    return verdict.kind === 'judged' ? verdict : { ...verdict, results: [] };
  };
  const proofs: Proof[] = [];
  const solution = readSolution(lab, root);
  for (const script of waysOf(solution))
    proofs.push(solutionProof(script?.path, await judge(solution, script), join(root, lab.slug, 'solution')));
  proofs.push(starterProof(await judge(lab.starter)));
  for (const mistake of mistakes) {
    const files = overlay(lab.starter, mistake.files);
    for (const script of waysOf(files))
      proofs.push(mistakeProof(mistake.name, mistake.fails, await judge(files, script)));
  }
  return proofs;
}

/** Each script alone; where there is none, deploying the files is all. */
function waysOf(files: readonly SourceFile[]): (Script | undefined)[] {
  const scripts = scriptsIn(files);
  return scripts.length > 0 ? scripts : [undefined];
}

type Verdict = { results: CheckResult[]; mistake?: { name: string }; message?: string };

function solutionProof(script: string | undefined, { results, message }: Verdict, folder: string): Proof {
  const failing = failingOf(results);
  const holds = message === undefined && failing.length === 0;
  const reasons = message ?? failing.map(({ id, outcome }) => `${id} ${inWords(outcome)}`).join('; ');
  return {
    of: script ? `solution, ${script}` : 'solution',
    holds,
    found: holds ? `passes all ${results.length}` : `${reasons}. Mend ${folder}, or the check.`,
  };
}

function starterProof({ results, mistake, message }: Verdict): Proof {
  const missed = results.filter(({ outcome }) => outcome.kind === 'fail').length;
  const failing = failingOf(results).map(({ id, outcome }) => `${id} ${inWords(outcome)}`);
  const amiss =
    message ??
    (failing.length > 0
      ? `${failing.join('; ')}. Let it run and fall short, so that a check fails.`
      : 'passes everything: nothing is left to do. Take the answer out of it, or check for more.');
  if (mistake)
    return {
      of: 'starter',
      holds: false,
      found: `is told of ${mistake.name}, a mistake that nobody has made yet. Name in its mistake.yaml a finding that is its own.`,
    };
  return {
    of: 'starter',
    holds: missed > 0,
    found: missed > 0 ? `fails ${failing.length} of ${results.length}` : amiss,
  };
}

function mistakeProof(name: string, fails: readonly string[], { results, mistake, message }: Verdict): Proof {
  const failing = failingOf(results).map(({ id }) => id);
  const isTold = mistake?.name === name;
  const asSaid = message === undefined && [...failing].sort().join() === [...fails].sort().join();
  const found = message ?? (failing.join(', ') || 'nothing');
  const amiss = asSaid
    ? 'fails what it says, and no check finds the words of its finding. Mend them in its mistake.yaml.'
    : `fails ${found}, but its mistake.yaml says ${fails.join(', ')}. Change the one or the other.`;
  const holds = asSaid && isTold;
  return { of: `mistake ${name}`, holds, found: holds ? `fails ${fails.join(', ')}` : amiss };
}

const failingOf = (results: readonly CheckResult[]) =>
  results.filter(({ outcome }) => outcome.kind !== 'pass');

function inWords(outcome: CheckOutcome): string {
  switch (outcome.kind) {
    case 'fail':
      return `expected ${outcome.expected}, got ${outcome.actual}`;
    case 'error':
      return `threw ${outcome.failure.errorType}: ${outcome.failure.errorMessage}`;
    case 'timeout':
      return `gave no answer within ${outcome.seconds} s`;
    case 'pass':
    case 'unavailable':
      return outcome.kind;
  }
}
