/** What signs requests to AWS. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A name, then `=` or `:`, then a value, with quotes or without: as shells, ini files and JSON write it. */
const named = (name: string) => new RegExp(`${name}["']?\\s*[=:]\\s*["']?([^\\s"',]+)`, 'gi');

const ACCESS_KEY_ID = named('access_?key_?id');
const SECRET_ACCESS_KEY = named('secret_?access_?key');
const SESSION_TOKEN = named('session_?token');

/**
 * Reads credentials as people copy them: lines of `export AWS_…=…` (also of PowerShell), a profile of the file
 * `credentials`, or the JSON of `aws sts …`. `undefined` when key or secret is missing.
 */
export function readCredentials(text: string): Credentials | undefined {
  const last = (name: RegExp) => [...text.matchAll(name)].at(-1)?.[1];
  const accessKeyId = last(ACCESS_KEY_ID);
  const secretAccessKey = last(SECRET_ACCESS_KEY);
  const sessionToken = last(SESSION_TOKEN);
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
