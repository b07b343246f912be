import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { faultInWords } from './faults.ts';
import { type Quiz, quizSchema } from './quiz.ts';

/** Reads the text of a quiz file. Throws an error with a line for every fault: file, line, what is wrong, and the remedy. */
export function readQuiz(text: string, path: string): Quiz {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fault = (offset: number, says: string) => `  ${path}:${lines.linePos(offset).line}: ${says}`;
  const refuse = (faults: string[]) => new Error([`${path} needs a change:`, ...faults].join('\n'));

  if (document.errors.length > 0)
    throw refuse(document.errors.map(({ pos, message }) => fault(pos[0], syntaxInWords(message))));
  const quiz: unknown = document.toJS();
  const result = quizSchema.safeParse(quiz);
  if (result.success) return result.data;
  throw refuse(
    result.error.issues.map((issue) => fault(startOf(document, issue.path), faultInWords(issue, quiz))),
  );
}

const syntaxInWords = (message: string) =>
  `not YAML: ${message.split('\n')[0]?.replace(/ at line .*/, '')}. Put quotes around a text that holds ": " or " #", or begins with a backtick.`;

/** Where the field at `path` starts in the text, with its name; of what is missing, the nearest thing around it that is there. */
function startOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  const around = path.slice(0, -1);
  const parent = document.getIn(around, true);
  const name =
    isMap(parent) && parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
  const node = isNode(name) ? name : document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length > 0 ? startOf(document, around) : 0;
}
