import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Typed } from './arguments.ts';
import type { Operation } from './model.ts';
import { UsageError } from './usage-error.ts';

type Page = Record<string, unknown>;

/** Where a list goes on: a marker of Lambda's, and how many items of its page were shown already. */
interface Place {
  Marker: string | null;
  boto_truncate_amount?: number;
}

function readPlace(token: string): Place {
  try {
    return JSON.parse(atob(token));
  } catch {
    throw new UsageError(`Bad starting token: ${token}`);
  }
}

const wordOf = ({ options }: Typed, option: string) => {
  const words = options.get(option);
  return Array.isArray(words) ? words[0] : undefined;
};

function countOf(typed: Typed, option: string): number | undefined {
  const word = wordOf(typed, option);
  if (word === undefined) return;
  if (!/^\d+$/.test(word)) throw new UsageError(`invalid literal for int() with base 10: '${word}'`, 255);
  return Number(word);
}

/** Collects a list page by page, as far as `--max-items` goes; then `NextToken` tells how to go on. */
export async function collect(
  operation: Operation,
  client: LambdaClient,
  input: object,
  typed: Typed,
): Promise<Page> {
  const member = operation.pagedMember ?? '';
  const [most, pageSize] = [countOf(typed, 'max-items'), countOf(typed, 'page-size')];
  const token = wordOf(typed, 'starting-token');
  const start: Place = token === undefined ? { Marker: null } : readPlace(token);
  const items: unknown[] = [];
  let marker = start.Marker;
  let skip = start.boto_truncate_amount ?? 0;
  for (;;) {
    const { NextMarker, $metadata, ...page } = await operation.send(client, {
      ...input,
      ...(marker === null ? {} : { Marker: marker }),
      ...(pageSize === undefined ? {} : { MaxItems: pageSize }),
    });
    const found = ((page[member] as unknown[] | undefined) ?? []).slice(skip);
    const room = (most ?? Number.POSITIVE_INFINITY) - items.length;
    items.push(...found.slice(0, room));
    const next = typeof NextMarker === 'string' && NextMarker !== '' ? NextMarker : null;
    if (found.length > room) {
      const place: Place = { Marker: marker, boto_truncate_amount: skip + room };
      return { ...page, [member]: items, NextToken: btoa(JSON.stringify(place)) };
    }
    if (next === null) return { ...page, [member]: items };
    if (found.length === room)
      return { ...page, [member]: items, NextToken: btoa(JSON.stringify({ Marker: next })) };
    marker = next;
    skip = 0;
  }
}
