import { invalidParameter } from './errors.ts';

/** What CreateFunction takes, in the order in which AWS lists it (recorded 2026-01-12). */
const ACCEPTED = [
  'nodejs20.x',
  'python3.14',
  'provided.al2023',
  'python3.12',
  'python3.13',
  'nodejs24.x',
  'nodejs22.x',
  'java25',
  'python3.10',
  'python3.11',
  'java21',
  'ruby3.3',
  'ruby3.4',
  'ruby3.2',
  'python3.8',
  'python3.9',
  'java17',
  'nodejs16.x',
  'dotnet10',
  'dotnet8',
  'java11',
  'dotnet6',
  'nodejs18.x',
  'provided.al2',
  'java8.al2',
];

/** What AWS knows, and refuses to create or to update to. */
const REFUSED = [
  'nodejs14.x',
  'nodejs12.x',
  'nodejs10.x',
  'python3.7',
  'python3.6',
  'python2.7',
  'java8',
  'go1.x',
  'provided',
  'ruby2.7',
  'ruby2.5',
  'dotnetcore3.1',
  'dotnetcore2.1',
];

/** What a layer can say that it is made for. */
export const KNOWN_RUNTIMES: readonly string[] = [...ACCEPTED, ...REFUSED];

/** @throws InvalidParameterValueException when AWS would not take this runtime for a function any more, or never did */
export function mustBeRuntime(runtime: string): void {
  if (REFUSED.includes(runtime))
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  if (!ACCEPTED.includes(runtime))
    throw invalidParameter(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${ACCEPTED.join(', ')}] or be a valid ARN`,
    );
}
