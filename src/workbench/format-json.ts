import { jsonProblem } from './json-problem.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * `text` with one entry a line and two spaces a level; undefined when it is not JSON. Only white space changes: numbers
 * and escapes stay as they were written.
 */
export function formatJson(text: string): string | undefined {
  if (jsonProblem(text)) return undefined;
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let out = '';
  const newLine = () => {
    out += `\n${'  '.repeat(depth)}`;
  };
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (token === '}' || token === ']') {
      depth--;
      if (before !== '{' && before !== '[') newLine();
    } else if (before === '{' || before === '[' || before === ',') newLine();
    if (token === '{' || token === '[') depth++;
    out += token === ':' ? ': ' : token;
  }
  return `${out}\n`;
}
