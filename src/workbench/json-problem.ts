/** Where JSON stops being JSON, in words; `line` and `column` count from 1. */
export interface JsonProblem {
  line: number;
  column: number;
  message: string;
}

/** What is wrong with `text` as JSON, or undefined. Own wording: browsers differ in theirs, and Safari gives no place. */
export function jsonProblem(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return locate(text);
  }
}

export const inWords = ({ line, message }: JsonProblem) => `Line ${line}: ${message}`;

class Stop extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

function locate(text: string): JsonProblem {
  try {
    readDocument(text);
  } catch (stop) {
    if (stop instanceof Stop) return { ...position(text, stop.at), message: stop.message };
  }
  return { line: 1, column: 1, message: 'this is not JSON.' };
}

function position(text: string, at: number) {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function readDocument(text: string) {
  let at = 0;
  const skip = () => {
    while (' \t\r\n'.includes(text[at] ?? '-')) at++;
  };
  const fail = (message: string, where = at): never => {
    throw new Stop(where, message);
  };
  const found = () => {
    if (at >= text.length) return 'but the text ends here';
    return text[at] === '"' ? 'not a quotation mark' : `not ${text[at]}`;
  };
  /** The end of the last token: a missing comma is felt where the line before it ends. */
  const afterToken = () => text.slice(0, at).trimEnd().length;

  const value = (): void => {
    skip();
    const char = text[at];
    if (char === '{') object();
    else if (char === '[') list();
    else if (char === '"') string();
    else if (char === "'") fail('JSON puts text in double quotes ("), not single ones.');
    else scalar();
  };

  const scalar = () => {
    const [word] = /^[^\s,:{}[\]"]*/.exec(text.slice(at)) ?? [''];
    if (!word) fail(`expected a value, ${found()}.`);
    if (word.startsWith('//') || word.startsWith('/*')) fail('JSON has no comments; take this out.');
    if (/^(true|false|null)$|^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) at += word.length;
    else if (/^[-+.\d]/.test(word)) fail(`${word} is not a number in JSON.`);
    else fail(`${word} is not a JSON value; text needs double quotes: "${word}".`);
  };

  const string = () => {
    const start = at++;
    for (; text[at] !== '"'; at++) {
      if (at >= text.length || text[at] === '\n') fail('this text has no closing quote (").', start);
      if (text.charCodeAt(at) < 0x20)
        fail('a tab or other control character must be written as an escape, such as \\t.');
      if (text[at] === '\\' && !/^\\(["\\/bfnrt]|u[\da-fA-F]{4})/.test(text.slice(at, at + 6)))
        fail('after a backslash JSON allows only " \\ / b f n r t and u with four digits.');
      if (text[at] === '\\') at++;
    }
    at++;
  };

  const missingComma = (close: string) => {
    if (at >= text.length || ':}]'.includes(text[at] ?? ''))
      fail(`expected a comma or ${close}, ${found()}.`);
    const end = afterToken();
    const atLineEnd = text.slice(end, at).includes('\n');
    fail(
      atLineEnd ? 'expected a comma at the end of this line.' : 'expected a comma before the next entry.',
      end,
    );
  };

  const members = (close: string, member: () => void) => {
    at++;
    skip();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      member();
      skip();
      if (text[at] === close) break;
      if (text[at] !== ',') missingComma(close);
      const comma = at++;
      skip();
      if (text[at] === close) fail(`no comma before ${close}; take it out.`, comma);
    }
    at++;
  };

  const list = () => members(']', value);
  const object = () =>
    members('}', () => {
      skip();
      if (text[at] !== '"') fail(`expected a name in double quotes, ${found()}.`);
      string();
      skip();
      if (text[at] !== ':') fail(`expected a colon after the name, ${found()}.`);
      at++;
      value();
    });

  skip();
  if (at >= text.length) fail('the event is empty; an event without content is {}.');
  value();
  skip();
  if (at < text.length) fail(`expected nothing more after the value, ${found()}.`);
}
