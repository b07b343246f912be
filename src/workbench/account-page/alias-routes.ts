import type { AliasConfiguration } from '@aws-sdk/client-lambda';

/** A share of an alias's invocations. */
export interface Route {
  version: string;
  /** From 0 to 100. */
  percent: number;
}

/** To which versions an alias sends invocations: the one it points to first, then the one that has a weight. */
export function routesOf({ FunctionVersion = '', RoutingConfig }: AliasConfiguration): Route[] {
  const further = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {}).map(([version, weight]) => ({
    version,
    percent: inPercent(weight),
  }));
  const rest = further.reduce((left, { percent }) => left - percent, 100);
  return [{ version: FunctionVersion, percent: inPercent(rest / 100) }, ...further];
}

const inPercent = (weight: number) => Math.round(weight * 10_000) / 100;

/** Where invocations go, as a sentence. */
export const routesInWords = ([first, ...further]: readonly Route[]) =>
  further.length === 0
    ? `All invocations go to version ${first?.version}.`
    : `${first?.percent}% of invocations go to version ${first?.version}${further.map(({ version, percent }) => `, ${percent}% to version ${version}`).join('')}.`;
