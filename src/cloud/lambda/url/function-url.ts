import type { Random } from '../../random.ts';
import { type AccountIdentity, functionArn, type LambdaFunction } from '../functions.ts';

export const AUTH_TYPES = ['NONE', 'AWS_IAM'] as const;
export const INVOKE_MODES = ['RESPONSE_STREAM', 'BUFFERED'] as const;

/** Which pages of other sites may call a function URL, and how. */
export interface Cors {
  AllowCredentials?: boolean;
  AllowHeaders?: readonly string[];
  AllowMethods?: readonly string[];
  AllowOrigins?: readonly string[];
  ExposeHeaders?: readonly string[];
  /** Seconds for which a browser may keep the answer to a preflight. */
  MaxAge?: number;
}

/** The HTTPS endpoint of a function or alias. */
export interface FunctionUrl {
  /** First label of its host name. */
  id: string;
  AuthType: (typeof AUTH_TYPES)[number];
  Cors: Cors | undefined;
  /** Undefined until it is set, which means BUFFERED. */
  InvokeMode: (typeof INVOKE_MODES)[number] | undefined;
  CreationTime: string;
  LastModifiedTime: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

export const urlId = (random: Random): string =>
  Array.from({ length: 32 }, () => LETTERS[Math.floor(random.next() * LETTERS.length)]).join('');

const hostOf = ({ region }: AccountIdentity, { id }: FunctionUrl): string =>
  `${id}.lambda-url.${region}.on.aws`;

/** As Create and Update answer it. @param alias '' for the URL of the function itself */
export function describeUrl(
  account: AccountIdentity,
  target: LambdaFunction,
  alias: string,
  url: FunctionUrl,
) {
  const { id, Cors, InvokeMode, ...rest } = url;
  const { FunctionName } = target.latest.configuration;
  return {
    ...rest,
    FunctionUrl: `https://${hostOf(account, url)}/`,
    FunctionArn: functionArn(account, FunctionName, alias || undefined),
    ...(Cors && { Cors }),
    ...(InvokeMode && { InvokeMode }),
  };
}
