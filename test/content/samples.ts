/** A handler that a chapter shows, with what the chapter says about it. */
interface Sample {
  path: string;
  /** Line of the opening fence, from 1. */
  line: number;
  code: string;
  /** Of the function, where the chapter shows some. */
  environment: Record<string, string>;
  /** JSON texts that go to one fresh function, in this order; `{}` when the chapter shows none. */
  events: string[];
  /** JSON text that the last event must give, where the chapter shows one. */
  result?: string;
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

/**
 * The handlers in a chapter: fences of `js` or `mjs` that export one. The `json title="event"` blocks that follow a
 * handler are its events, and a `json title="result"` block after them is what the last event gives. A `json
 * title="environment"` block before them holds its environment variables.
 */
export function readSamples(mdx: string, path: string): Sample[] {
  const samples: Sample[] = [];
  let current: Sample | undefined;
  for (const fence of readFences(mdx)) {
    if (fence.language === 'js' || fence.language === 'mjs') {
      current = undefined;
      if (!fence.text.includes('export const handler')) continue;
      current = { path, line: fence.line, code: fence.text, environment: {}, events: [] };
      samples.push(current);
    } else if (fence.language === 'json' && ['event', 'result', 'environment'].includes(fence.title ?? '')) {
      if (!current) throw new Error(`${path}:${fence.line} shows an ${fence.title} with no handler above it`);
      if (fence.title === 'event') current.events.push(fence.text);
      else if (fence.title === 'environment') current.environment = JSON.parse(fence.text);
      else current.result = fence.text;
    }
  }
  for (const sample of samples) if (sample.events.length === 0) sample.events.push('{}');
  return samples;
}
