import { jsonProblem } from './json-problem.ts';

const TYPES = ['platform', 'function', 'extension'];
/** What the Runtime API itself listens on. */
const RESERVED_PORT = 9001;
/** Telemetry API reference, 2026-10. */
const BUFFERING = {
  maxItems: { least: 1_000, most: 10_000, default: 1_000 },
  maxBytes: { least: 262_144, most: 1_048_576, default: 262_144 },
  timeoutMs: { least: 25, most: 30_000, default: 1_000 },
};

export interface Subscription {
  types: readonly string[];
  /** Where the events go: `http://` or `tcp://`, with a port. */
  destination: string;
  /** A batch is sent when it has so many events or bytes, or is so old. */
  buffering: { maxItems: number; maxBytes: number; timeoutMs: number };
}

/** The subscription that a request asks for, or all that is wrong with it. The reference has two of these texts; the others are like them. */
export function readSubscription(body: string, versions: readonly string[]): Subscription | string {
  const problem = jsonProblem(body);
  if (problem !== undefined) return `failed to parse JSON: ${problem}`;
  const { schemaVersion, destination, types, buffering = {} } = Object(JSON.parse(body));
  const problems: string[] = [];
  if (!versions.includes(schemaVersion))
    problems.push(`schemaVersion should be one of ${versions.join(', ')}`);
  const to = Object(destination);
  const address = `${to.URI}`;
  const [, port] = /^http:\/\/sandbox(?:\.localdomain)?(?::(\d+))?(?:\/.*)?$/.exec(address) ?? [''];
  if (to.protocol === 'HTTP') {
    if (!address.startsWith('http://sandbox')) problems.push('URI should be http://sandbox.localdomain:port');
    else if (!port) problems.push('URI port is not provided');
    else if (!isPort(Number(port))) problems.push(`URI port ${port} cannot be used`);
  } else if (to.protocol !== 'TCP') problems.push('protocol should be HTTP or TCP');
  else if (!isPort(to.port)) problems.push('port should be between 1 and 65535');
  const asked: unknown[] = Array.isArray(types) ? types : [];
  if (asked.length === 0) problems.push('types should not be empty');
  else if (!asked.every((type) => TYPES.includes(type as string)))
    problems.push(`types should be of ${TYPES.join(', ')}`);
  const limits = Object.entries(BUFFERING).map(([name, limit]) => {
    const value = Object(buffering)[name] ?? limit.default;
    if (!Number.isInteger(value) || value < limit.least || value > limit.most)
      problems.push(`${name} should be between ${limit.least} and ${limit.most}`);
    return [name, value];
  });
  if (problems.length > 0) return problems.join('; ');
  return {
    types: [...new Set(types as string[])],
    destination: to.protocol === 'HTTP' ? address : `tcp://sandbox.localdomain:${to.port}`,
    buffering: Object.fromEntries(limits),
  };
}

const isPort = (port: unknown) =>
  Number.isInteger(port) && (port as number) > 0 && (port as number) < 65_536 && port !== RESERVED_PORT;
