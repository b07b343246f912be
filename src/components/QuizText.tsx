import { splitInlineCode } from '../quiz/inline.ts';

/** Text of a quiz with its `code` set as code; a prediction's option is code from end to end. */
export function QuizText({ text, code = false }: { text: string; code?: boolean }) {
  if (code) return <code>{text}</code>;
  return <>{splitInlineCode(text).map((span) => (span.code ? <code>{span.text}</code> : span.text))}</>;
}
