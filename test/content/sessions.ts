import { readFences } from './samples.ts';

/** What a chapter does in a terminal, one thing after the other. */
export type SessionStep =
  | { kind: 'file'; path: string; text: string }
  | { kind: 'run'; line: number; script: string; output?: string; error?: string };

/**
 * The terminal session of a chapter, in its order: `js` and `bash` blocks with a path as their title are files, `sh` blocks are run. What
 * stands in a block with the title `output` after one, it prints; what stands in one with the title `error`, it complains of.
 */
export function readSession(mdx: string, path: string): SessionStep[] {
  const steps: SessionStep[] = [];
  for (const { language, title, line, text } of readFences(mdx)) {
    if (language === 'sh') steps.push({ kind: 'run', line, script: text });
    else if ((language === 'js' || language === 'bash') && title)
      steps.push({ kind: 'file', path: title, text: `${text}\n` });
    else if (title === 'output' || title === 'error') {
      const run = steps.findLast((step) => step.kind === 'run');
      if (!run) throw new Error(`${path}:${line} shows an ${title} with no sh block above it`);
      run[title] = text;
    }
  }
  return steps.some(({ kind }) => kind === 'run') ? steps : [];
}
