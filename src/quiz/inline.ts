/** A stretch of a question's text. */
interface Span {
  code: boolean;
  text: string;
}

/** Splits text at backticks: what stands between two of them is code. */
export function splitInlineCode(text: string): Span[] {
  return text
    .split('`')
    .map((part, index) => ({ code: index % 2 === 1, text: part }))
    .filter((span) => span.text !== '');
}
