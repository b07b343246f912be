import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import {
  type AccountIdentity,
  describeFunction,
  type FunctionConfiguration,
  versionsOf,
} from '../functions.ts';
import type { LambdaService } from '../service.ts';
import { mustHold, oneOf } from '../validation.ts';
import { pageOf, pageViolations } from './pages.ts';

/** A function in a list, which leaves out what only a look at the one function tells. */
export function listed(account: AccountIdentity, configuration: FunctionConfiguration, qualifier?: string) {
  const { State, StateReason, StateReasonCode, LastUpdateStatus, RuntimeVersionConfig, ...rest } =
    describeFunction(account, configuration, qualifier);
  return rest;
}

/**
 * One page of the functions, by name; with `FunctionVersion=ALL`, of all their versions. `MasterRegion` asks for what Lambda@Edge has
 * copied from there, which is nothing.
 */
export function listFunctions({ account, functions }: LambdaService, { query }: CloudRequest): CloudResponse {
  mustHold(...oneOf(query.FunctionVersion, 'functionVersion', ['ALL']), ...pageViolations(query));
  const all = query.FunctionVersion === 'ALL';
  const configurations = (query.MasterRegion === undefined ? [...functions.values()] : [])
    .flatMap((target) => (all ? versionsOf(target) : [target.latest]))
    .map(({ configuration }) => configuration)
    .sort((one, other) => compare(one.FunctionName, other.FunctionName));
  const { page, NextMarker } = pageOf(configurations, query, ({ FunctionName, Version }) =>
    all ? `${FunctionName}:${Version}` : FunctionName,
  );
  return json(200, {
    Functions: page.map((one) => listed(account, one, all ? one.Version : undefined)),
    ...(NextMarker && { NextMarker }),
  });
}

const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);
