const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/** What Go's JSON parser, which stands behind Lambda's APIs, finds wrong with `text`; undefined when it can be parsed. */
export function jsonProblem(text: string): string | undefined {
  let at = 0;
  const invalid = (where: string): never => {
    const character = text[at];
    if (character === undefined) throw 'unexpected end of JSON input';
    throw `invalid character ${character === "'" ? "'\\''" : `'${character}'`} ${where}`;
  };
  const space = () => {
    while (' \t\r\n'.includes(text[at] ?? '-')) at++;
  };
  const take = (expected: string, where: string) => (text[at] === expected ? void at++ : invalid(where));

  function value(): void {
    space();
    NUMBER.lastIndex = at;
    if (text[at] === '{') members('}', 'after object key:value pair', member);
    else if (text[at] === '[') members(']', 'after array element', value);
    else if (text[at] === '"') string();
    else if (NUMBER.test(text)) at = NUMBER.lastIndex;
    else literal();
  }
  function literal() {
    const word =
      ['true', 'false', 'null'].find(([first]) => first === text[at]) ??
      invalid('looking for beginning of value');
    for (const letter of word) take(letter, `in literal ${word} (expecting '${letter}')`);
  }
  function string() {
    for (at++; text[at] !== '"'; at++) {
      if ((text[at] ?? '') < ' ') invalid('in string literal');
      if (text[at] === '\\') escaped();
    }
    at++;
  }
  function escaped() {
    if (!'"\\/bfnrtu'.includes(text[++at] ?? '-')) invalid('in string escape code');
    if (text[at] !== 'u') return;
    for (let digit = 0; digit < 4; digit++)
      if (!/[0-9a-f]/i.test(text[++at] ?? '-')) invalid('in \\u hexadecimal character escape');
  }
  function member() {
    space();
    if (text[at] !== '"') invalid('looking for beginning of object key string');
    string();
    space();
    take(':', 'after object key');
    value();
  }
  function members(end: string, where: string, one: () => void) {
    at++;
    space();
    if (text[at] !== end) {
      one();
      for (space(); text[at] !== end; space()) {
        take(',', where);
        one();
      }
    }
    at++;
  }

  try {
    value();
    space();
    if (at < text.length) invalid('after top-level value');
    return undefined;
  } catch (problem) {
    return typeof problem === 'string' ? problem : 'exceeded max depth';
  }
}
