import {
  GetFunctionCommand,
  LambdaServiceException,
  ResourceNotFoundException,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Target } from '../targets/target.ts';
import { buildDeploymentPackage, PackagingError } from './deployment-package.ts';
import type { LabSettings, SourceFile } from './lab.ts';
import { mustBeOurs } from './owner.ts';
import type { RunOutcome } from './run.ts';
import { createFunction, type StartingAccount } from './starting-account.ts';

/** Nothing ran, and why. */
export type Refused = Extract<RunOutcome, { kind: 'refused' }>;

interface Deployer {
  /** Makes `files` the code of the function, unless they are. */
  deploy(files: readonly SourceFile[]): Promise<Refused | undefined>;
  /** Makes `files` a function where there is none. */
  create(files: readonly SourceFile[]): Promise<Refused | undefined>;
}

/**
 * Deploys a lab's function. What code it has is asked of the account, where others deploy too.
 * @param onCreate told before the function is created, in an account that may be new; gives what else that begins with
 */
export function deployer(
  lab: LabSettings,
  target: Target,
  onCreate: () => Promise<StartingAccount>,
): Deployer {
  const FunctionName = lab.id;
  let last: Promise<unknown> = Promise.resolve();

  /** The CodeSha256 of the function, once it is done with what others ask of it; undefined when there is no function. */
  async function codeThere(): Promise<string | undefined> {
    try {
      const { Configuration, Tags } = await target.client.send(new GetFunctionCommand({ FunctionName }));
      if (target.kind === 'account') mustBeOurs(FunctionName, Tags);
      if (Configuration?.State === 'Pending' || Configuration?.LastUpdateStatus === 'InProgress')
        await target.functionReady(FunctionName);
      return Configuration?.CodeSha256;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async function makeSo(files: readonly SourceFile[], mayUpdate: boolean): Promise<Refused | undefined> {
    try {
      const ZipFile = buildDeploymentPackage(files);
      const there = await codeThere();
      const isSo = there === btoa(String.fromCharCode(...sha256(ZipFile)));
      if (there && (isSo || !mayUpdate)) return undefined;
      if (there) await target.client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
      else await createFunction(lab, target, ZipFile, await onCreate());
      await target.functionReady(FunctionName);
      return undefined;
    } catch (error) {
      return refusal(error);
    }
  }

  /** One after the other: two that find no function would both create it. */
  const next = (files: readonly SourceFile[], mayUpdate: boolean) => {
    const deployed = last.then(() => makeSo(files, mayUpdate));
    last = deployed.catch(() => undefined);
    return deployed;
  };
  return { deploy: (files) => next(files, true), create: (files) => next(files, false) };
}

/** What the learner can act on; anything else is a fault of the workbook and is thrown on. */
export function refusal(error: unknown): Refused {
  if (error instanceof PackagingError)
    return {
      kind: 'refused',
      name: error.name,
      message: error.message,
      ...(error.location && { location: error.location }),
    };
  const isKnown = error instanceof Error && ['SandboxStopped', 'NotOurFunction'].includes(error.name);
  if (error instanceof LambdaServiceException || isKnown)
    return { kind: 'refused', name: error.name, message: error.message };
  throw error;
}
