import { crc32 } from '../../crc32.ts';
import { toBytes } from '../../http.ts';

/**
 * How often each function was invoked in a chain of invocations, by a hash of its ARN: `a87bd80c:1|68fd508a:5`, as it stands in
 * X-Ray's trace header. A client's invocation begins a chain without one.
 */
export type Lineage = string;

/** What a trace header tells of the chain that it belongs to. */
export const lineageIn = (traceHeader: string): Lineage | undefined =>
  /(?:^|;)Lineage=([^;]*)/.exec(traceHeader)?.[1];

/** The lineage after the function with the ARN `from` has asked for an invocation of `to`. */
export function continued(before: Lineage | undefined, from: string, to: string): Lineage {
  const counts = countsOf(before ?? `${hashOf(from)}:1`);
  counts.set(hashOf(to), (counts.get(hashOf(to)) ?? 0) + 1);
  return [...counts].map(([hash, count]) => `${hash}:${count}`).join('|');
}

/** How often the function was invoked in the chain. */
export const invocationsIn = (lineage: Lineage, arn: string): number =>
  countsOf(lineage).get(hashOf(arn)) ?? 0;

const countsOf = (lineage: Lineage) =>
  new Map(
    lineage
      .split('|')
      .map((part): [string, number] => [part.split(':')[0] ?? '', Number(part.split(':')[1])])
      .filter(([hash, count]) => /^[0-9a-f]{8}$/.test(hash) && count > 0 && count < 1e6),
  );

const hashOf = (arn: string) => crc32(toBytes(arn)).toString(16).padStart(8, '0');
