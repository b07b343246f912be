export type Shorthand = string | Shorthand[] | { [key: string]: Shorthand };

const KEY = /[A-Za-z0-9_.#/:-]*/y;
const SINGLE_QUOTED = /'((?:\\\\|\\'|[^'])*)'/y;
const DOUBLE_QUOTED = /"((?:\\\\|\\"|[^"])*)"/y;
/** What stands alone, and what stands in a list: there an `=` shows that the next pair has begun. */
const FIRST_VALUE = /(?:\\,|[^\s'",\][{}=])(?:\\,|[^'",\]}])*/y;
const NEXT_VALUE = /(?:\\,|[^\s'",\][{}=])(?:\\,|[^'",\]}=])*/y;

export class ShorthandError extends Error {}

/** Reads the CLI's shorthand, `Key=Value,List=a,b,Map={x=1}`. Throws a ShorthandError that points at the place. */
export function parseShorthand(text: string): Record<string, Shorthand> {
  let at = 0;

  const fail = (expected: string): never => {
    const received = at < text.length ? text[at] : 'EOF';
    throw new ShorthandError(
      `Expected: '${expected}', received: '${received}' for input:\n${text}\n${' '.repeat(at)}^`,
    );
  };
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };
  const space = () => match(/\s*/y);
  const expect = (character: string) => {
    space();
    if (text[at] !== character) fail(character);
    at += 1;
    space();
  };
  const quoted = () => {
    const pattern = { "'": SINGLE_QUOTED, '"': DOUBLE_QUOTED }[text[at] ?? ''];
    if (!pattern) return;
    return (match(pattern)?.[1] ?? fail('quoted value')).replace(/\\(['"\\])/g, '$1');
  };
  const word = (pattern: RegExp) => quoted() ?? match(pattern)?.[0].replaceAll('\\,', ',').trimEnd();

  function value(): Shorthand {
    if (text[at] === '[') return list();
    if (text[at] === '{') return hash();
    return word(FIRST_VALUE) ?? '';
  }
  function list(): Shorthand[] {
    expect('[');
    const values: Shorthand[] = [];
    while (text[at] !== ']') {
      values.push(value());
      if (text[at] !== ']') expect(',');
    }
    expect(']');
    return values;
  }
  function hash() {
    expect('{');
    const pairs: Record<string, Shorthand> = {};
    while (text[at] !== '}') {
      const key = readKey();
      pairs[key] = value();
      space();
      if (text[at] !== '}') expect(',');
    }
    expect('}');
    return pairs;
  }
  function readKey(): string {
    const key = quoted() ?? match(KEY)?.[0] ?? '';
    expect('=');
    return key;
  }
  /** `a` or `a,b,c`: a list ends before the word that is the key of the next pair. */
  function values(): Shorthand {
    const first = value();
    if (typeof first !== 'string') return first;
    const all = [first];
    for (;;) {
      space();
      if (text[at] !== ',') break;
      const comma = at;
      expect(',');
      const next = word(NEXT_VALUE);
      space();
      if (next === undefined || text[at] === '=') {
        at = comma;
        break;
      }
      all.push(next);
    }
    return all.length === 1 ? first : all;
  }

  const pairs: Record<string, Shorthand> = {};
  for (;;) {
    const key = readKey();
    pairs[key] = values();
    space();
    if (at >= text.length) return pairs;
    expect(',');
  }
}
