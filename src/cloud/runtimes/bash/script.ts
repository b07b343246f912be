import type { Bash } from 'just-bash/browser';

/** So many lines before a mistake are tried for the end of a statement. */
const LINES_TRIED = 200;

/** Where a script cannot be understood. */
interface Mistake {
  message: string;
  line: number;
  /** The token that should not be there, if it is one. */
  token: string | undefined;
}

/** What bash runs of a script: it reads statement by statement, so that a mistake ends it where it is reached. */
interface ReadScript {
  text: string;
  /** What bash says of the rest. */
  complaint?: string;
}

/** The script in the file `path` as far as it can be understood. */
export function scriptOf(bash: Bash, path: string, text: string): ReadScript {
  const mistake = mistakeIn(bash, text);
  if (!mistake) return { text };
  const lines = text.split('\n');
  const complaint = inBashsWords(mistake, path, lines);
  for (let end = mistake.line - 1; end > 0 && end > mistake.line - LINES_TRIED; end -= 1) {
    const before = lines.slice(0, end).join('\n');
    if (!mistakeIn(bash, before)) return { text: before, complaint };
  }
  return { text: '', complaint };
}

function mistakeIn(bash: Bash, text: string): Mistake | undefined {
  try {
    const wrong = bash
      .transform(text)
      .ast.statements.find(({ deferredError }) => deferredError)?.deferredError;
    return wrong && { ...wrong, line: lineOf(bash, text) };
  } catch (error) {
    const { name, message, line, token } = error as Error & { line?: number; token?: { value?: string } };
    if (name !== 'ParseException' && name !== 'LexerError') return undefined;
    return { message, line: line || 1, token: token?.value };
  }
}

/** The line of a mistake that just-bash finds without a place: the first with which it is there. */
function lineOf(bash: Bash, text: string): number {
  const lines = text.split('\n');
  const isWrong = (end: number) => {
    try {
      return bash
        .transform(lines.slice(0, end).join('\n'))
        .ast.statements.some(({ deferredError }) => deferredError);
    } catch {
      return false;
    }
  };
  return lines.findIndex((_line, index) => isWrong(index + 1)) + 1;
}

function inBashsWords({ message, line, token }: Mistake, path: string, lines: readonly string[]): string {
  const open = /matching [`'](.)'/.exec(message)?.[1];
  if (open) return `${path}: line ${line}: unexpected EOF while looking for matching \`${open}'\n`;
  if (!token) return `${path}: line ${lines.length}: syntax error: unexpected end of file\n`;
  const near = token === '\n' ? 'newline' : token;
  return `${path}: line ${line}: syntax error near unexpected token \`${near}'\n${path}: line ${line}: \`${lines[line - 1] ?? ''}'\n`;
}
