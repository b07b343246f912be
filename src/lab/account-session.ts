import {
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import type { AccountTarget } from '../targets/account.ts';
import type { Check, CheckResult } from './check.ts';
import { deployer, type Refused, refusal } from './deploy.ts';
import { clientContext, invokeFunction, outcomeOf } from './invocation.ts';
import { judgeInAccount } from './judge.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import { readLog } from './log.ts';
import { mustBeOurs } from './owner.ts';
import type { RunOutcome } from './run.ts';
import type { Judged } from './session.ts';
import { NOTHING_ELSE, type StartingAccount } from './starting-account.ts';

/** A lab in a learner's own account. */
export interface AccountSession {
  /** Asks the account whether it answers; `refused` says why not. */
  connect(): Promise<Refused | undefined>;
  /** Deploys `files`, and invokes the function with `eventText` (JSON). */
  run(files: readonly SourceFile[], eventText: string): Promise<RunOutcome>;
  /** Deploys `files` and judges them by the checks that an account can answer. */
  check(files: readonly SourceFile[]): Promise<Judged | Refused>;
  /** Deletes what the lab made. */
  cleanUp(): Promise<Refused | undefined>;
}

/**
 * @param loadChecks the lab's checks, asked for when they are first needed
 * @param loadAccount what the lab's account begins with besides the function, asked for when that is created
 */
export function createAccountSession(
  lab: LabSettings,
  target: AccountTarget,
  loadChecks: () => Promise<readonly Check[]>,
  loadAccount: () => Promise<StartingAccount> = async () => NOTHING_ELSE,
): AccountSession {
  const { client, place } = target;
  const { deploy } = deployer(lab, target, loadAccount);

  /** What `act` gives; for what the account or the way to it did not allow, a refusal that says what to do. */
  async function attempt<Result extends { kind: string } | undefined>(
    act: () => Promise<Result>,
  ): Promise<Result | Refused> {
    try {
      const result = await act();
      return result?.kind === 'refused' ? withRemedy(result as Refused) : result;
    } catch (error) {
      // Browsers say no more of a request that they did not let through.
      if (error instanceof TypeError && /fetch|load|network/i.test(error.message))
        return {
          kind: 'refused',
          name: 'No answer',
          message: `${place.url} gave no answer that this page may read. Is it reachable, and does it allow requests from ${globalThis.location?.origin ?? 'this page'}?`,
        };
      if (error instanceof Error && error.name === 'TimeoutError')
        return {
          kind: 'refused',
          name: 'Not ready',
          message: 'The function did not become ready for two minutes. Look at its state, and run again.',
        };
      return withRemedy(refusal(error));
    }
  }

  return {
    connect: () =>
      attempt(async () => {
        await client.send(new GetAccountSettingsCommand());
        return undefined;
      }),
    run: (files, eventText) =>
      attempt(async () => {
        const refused = await deploy(files);
        if (refused) return refused;
        const answer = await invokeFunction(client, lab.id, eventText);
        return outcomeOf(answer, { log: readLog(answer.tail), phases: [], ended: [], trace: [] }, files);
      }),
    check: (files) =>
      attempt(async (): Promise<Judged | Refused> => {
        const refused = await deploy(files);
        if (refused) return refused;
        const results: CheckResult[] = [];
        for (const check of await loadChecks())
          results.push(await judgeInAccount(check, clientContext(lab, client, files)));
        return { kind: 'judged', results };
      }),
    cleanUp: () =>
      attempt(async () => {
        try {
          const { Tags } = await client.send(new GetFunctionCommand({ FunctionName: lab.id }));
          mustBeOurs(lab.id, Tags);
          await client.send(new DeleteFunctionCommand({ FunctionName: lab.id }));
        } catch (error) {
          if (!(error instanceof ResourceNotFoundException)) throw error;
        }
        return undefined;
      }),
  };
}

const REMEDIES: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'Leave the account, and connect again with fresh credentials.',
  UnrecognizedClientException:
    'Look whether the whole of the credentials was pasted, the session token included.',
  InvalidSignatureException: 'Look at the secret access key, and at the clock of this computer.',
  AccessDeniedException: 'These credentials may not do it. The policy of the lab says what they need.',
};

function withRemedy(refused: Refused): Refused {
  const remedy = REMEDIES[refused.name];
  return remedy ? { ...refused, message: `${refused.message.replace(/\.$/, '')}. ${remedy}` } : refused;
}
