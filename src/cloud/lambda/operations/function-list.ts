import { type CloudRequest, type CloudResponse, json } from '../../http.ts';
import { describeFunction } from '../functions.ts';
import type { LambdaService } from '../service.ts';
import { mustHold, oneOf, range } from '../validation.ts';

const PAGE = { min: 1, max: 10_000 };
const PAGE_SIZE = 50;

/** One page of the functions, by name. Lists leave out what only a look at the one function tells. */
export function listFunctions({ account, functions }: LambdaService, { query }: CloudRequest): CloudResponse {
  const asked = query.MaxItems === undefined ? undefined : Number(query.MaxItems);
  mustHold(...oneOf(query.FunctionVersion, 'functionVersion', ['ALL']), ...range(asked, 'maxItems', PAGE));
  const sorted = [...functions.values()]
    .map(({ configuration }) => configuration)
    .sort((one, other) => (one.FunctionName < other.FunctionName ? -1 : 1));
  const after = query.Marker ?? '';
  const rest = sorted.filter(({ FunctionName }) => FunctionName > after);
  const page = rest.slice(0, Math.min(asked ?? PAGE_SIZE, PAGE_SIZE));
  return json(200, {
    Functions: page.map((configuration) => {
      const { State, StateReason, StateReasonCode, LastUpdateStatus, RuntimeVersionConfig, ...listed } =
        describeFunction(account, configuration, query.FunctionVersion && '$LATEST');
      return listed;
    }),
    ...(page.length < rest.length && { NextMarker: page.at(-1)?.FunctionName }),
  });
}
