import { invalidParameter } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { LambdaService } from './service.ts';
import { matching, range } from './validation.ts';

/** How Lambda treats the events of an asynchronous invocation; the names are those of the API. */
export interface EventInvokeConfig {
  MaximumRetryAttempts: number | undefined;
  MaximumEventAgeInSeconds: number | undefined;
  DestinationConfig: DestinationConfig;
  /** ms since 1970. */
  lastModified: number;
}

/** ARNs of where the record of an event goes. */
export interface DestinationConfig {
  OnSuccess: { Destination?: string };
  OnFailure: { Destination?: string };
}

export interface EventInvokeConfigInput {
  MaximumRetryAttempts?: number;
  MaximumEventAgeInSeconds?: number;
  DestinationConfig?: Partial<DestinationConfig>;
}

const ARN =
  'arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)';
const DESTINATION = `$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|${ARN}`;

/** What of the input is not as the API model says. */
export const eventInvokeViolations = (input: EventInvokeConfigInput) => [
  ...range(input.MaximumRetryAttempts, 'maximumRetryAttempts', LIMITS.eventRetries),
  ...range(input.MaximumEventAgeInSeconds, 'maximumEventAgeInSeconds', LIMITS.eventAgeSeconds),
  ...destinationViolations(input.DestinationConfig),
];

/** The same of the destinations alone. */
export const destinationViolations = ({ OnSuccess, OnFailure }: Partial<DestinationConfig> = {}) => [
  ...matching(OnSuccess?.Destination, 'destinationConfig.onSuccess.destination', DESTINATION),
  ...matching(OnFailure?.Destination, 'destinationConfig.onFailure.destination', DESTINATION),
];

/**
 * The destinations that the input names; an empty one is none.
 * @throws InvalidParameterValueException when one of them cannot be a destination of the function
 */
export function destinationsOf(
  service: LambdaService,
  functionName: string,
  { OnSuccess, OnFailure }: Partial<DestinationConfig>,
): DestinationConfig {
  const success = OnSuccess?.Destination || undefined;
  const failure = OnFailure?.Destination || undefined;
  const fits = (arn: string | undefined, kinds: readonly string[]) =>
    arn === undefined || kinds.includes(arn.split(':')[2] ?? '');
  if (!fits(success, DESTINATIONS) || !fits(failure, [...DESTINATIONS, 's3']))
    throw invalidParameter(
      `The provided destination config DestinationConfig(onSuccess=${shown('OnSuccess', success)}, onFailure=${shown('OnFailure', failure)}) is invalid.`,
    );
  for (const arn of [success, failure]) if (arn) mustBeAnother(service, functionName, arn);
  return {
    OnSuccess: success ? { Destination: success } : {},
    OnFailure: failure ? { Destination: failure } : {},
  };
}

/** Services that get records of either kind; of failures S3 does, too. */
const DESTINATIONS = ['sqs', 'sns', 'lambda', 'events'];

const shown = (kind: string, arn: string | undefined) => (arn ? `${kind}(destination=${arn})` : 'null');

function mustBeAnother({ functions }: LambdaService, functionName: string, arn: string) {
  const [, , kind, , , , name = ''] = arn.split(':');
  if (kind !== 'lambda') return;
  if (!functions.has(name)) throw invalidParameter(`The destination ARN ${arn} is invalid.`);
  if (name === functionName)
    throw invalidParameter("You can't specify the function as a destination for itself.");
}
