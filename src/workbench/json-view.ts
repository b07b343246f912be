export interface JsonToken {
  kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** `payload` with line breaks and two spaces, or as it is when it is not JSON. */
export function prettyJson(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2) ?? payload;
  } catch {
    return payload;
  }
}

export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  const plain = (upTo: number) => upTo > end && tokens.push({ kind: 'plain', text: text.slice(end, upTo) });
  for (const match of text.matchAll(TOKEN)) {
    const [, quoted, colon, number, word] = match;
    plain(match.index);
    if (quoted) tokens.push({ kind: colon ? 'key' : 'string', text: quoted });
    else if (number) tokens.push({ kind: 'number', text: number });
    else if (word) tokens.push({ kind: 'word', text: word });
    end = match.index + (quoted ?? number ?? word ?? '').length;
  }
  plain(text.length);
  return tokens;
}
