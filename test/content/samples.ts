import type { SourceFile } from '../../src/lab/lab.ts';

/** Code that a chapter shows, with what the chapter says about it. */
interface Sample {
  path: string;
  /** Line of the opening fence, from 1. */
  line: number;
  /** A handler in JavaScript, or a runtime in bash with its handlers. */
  kind: 'handler' | 'bootstrap';
  files: SourceFile[];
  /** Of the function, where the chapter shows some. */
  environment: Record<string, string>;
  /** JSON texts that go to one fresh function, in this order; `{}` when the chapter shows none. */
  events: string[];
  /** JSON text that the last event must give, where the chapter shows one. */
  result?: string;
  /** What the last event logs, where the chapter shows it. */
  log?: string;
}

export interface Fence {
  language: string;
  title: string | undefined;
  line: number;
  text: string;
}

export function readFences(mdx: string): Fence[] {
  const fences: Fence[] = [];
  let open: (Fence & { close: string; lines: string[] }) | undefined;
  for (const [index, line] of mdx.split('\n').entries()) {
    if (open) {
      if (line.trim() !== open.close) open.lines.push(line);
      else {
        fences.push({ ...open, text: open.lines.join('\n') });
        open = undefined;
      }
      continue;
    }
    const start = /^\s*(`{3,}|~{3,})(\S*)(.*)$/.exec(line);
    if (!start) continue;
    const title = /title="([^"]*)"/.exec(start[3]!)?.[1];
    open = { close: start[1]!, language: start[2]!, title, line: index + 1, text: '', lines: [] };
  }
  if (open) throw new Error(`the code fence opened on line ${open.line} is never closed`);
  return fences;
}

const MAIN_FILES = { handler: 'index.mjs', bootstrap: 'bootstrap' } as const;

/**
 * The code in a chapter that a test can run: fences of `js` or `mjs` that export a handler, and fences of `bash` with the title
 * `bootstrap`, where one with another title right after it is a file beside it. The `json title="event"`
 * blocks that follow are its events, a `json title="result"` block after them is what the last event gives, and a `text title="log"`
 * block what is logged. A `json title="environment"` block before them holds its environment variables.
 */
export function readSamples(mdx: string, path: string): Sample[] {
  const samples: Sample[] = [];
  let current: Sample | undefined;
  const begin = (kind: Sample['kind'], { line, text }: Fence) => {
    current = { path, line, kind, files: [{ path: MAIN_FILES[kind], text }], environment: {}, events: [] };
    samples.push(current);
  };
  for (const fence of readFences(mdx)) {
    const { language, title = '', text } = fence;
    if (language === 'js' || language === 'mjs') {
      current = undefined;
      if (text.includes('export const handler')) begin('handler', fence);
    } else if (language === 'bash' && title === MAIN_FILES.bootstrap) begin('bootstrap', fence);
    else if (language === 'bash' && current?.kind === 'bootstrap' && current.events.length === 0)
      current.files.push({ path: title, text });
    else if (language === 'bash') current = undefined;
    else if (title === 'log' && current) current.log = text;
    else if (language === 'json' && ['event', 'result', 'environment'].includes(title)) {
      if (!current) throw new Error(`${path}:${fence.line} shows an ${title} with no handler above it`);
      if (title === 'event') current.events.push(text);
      else if (title === 'environment') current.environment = JSON.parse(text);
      else current.result = text;
    }
  }
  for (const sample of samples) if (sample.events.length === 0) sample.events.push('{}');
  return samples;
}
